const { OpenAIInstrumentation } = require('@traceloop/instrumentation-openai');
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-node');
const runRivalScenario = require('../rival-scenario.cjs');

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
void runRivalScenario({
  describe: () => runRivalScenario.describeSpans(exporter),
  register() {
    provider.register();
    new OpenAIInstrumentation().setTracerProvider(provider);
  },
});
