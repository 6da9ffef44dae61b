const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OpenAIInstrumentation } = require('@opentelemetry/instrumentation-openai');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace');
const runRivalScenario = require('../rival-scenario.cjs');

const exporter = new InMemorySpanExporter();
const instrumentations = process.argv[2] === 'alone' ? [] : [new OpenAIInstrumentation()];
void runRivalScenario({
  describe: () => runRivalScenario.describeSpans(exporter),
  register: () => new NodeSDK({ spanProcessors: [new SimpleSpanProcessor({ exporter })], instrumentations }).start(),
});
