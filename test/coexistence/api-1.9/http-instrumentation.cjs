const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-node');
const runHttpScenario = require('../http-scenario.cjs');

const exporter = new InMemorySpanExporter();
void runHttpScenario({
  order: process.argv[2],
  register() {
    const instrumentations = [new HttpInstrumentation()];
    new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter)], instrumentations }).start();
  },
  describe: () => ({ appSpans: globalThis.genspanTest.describeSpans(exporter) }),
});
