const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace');
const runHttpScenario = require('../http-scenario.cjs');

const exporter = new InMemorySpanExporter();
void runHttpScenario({
  order: process.argv[2],
  register() {
    const instrumentations = [getNodeAutoInstrumentations()];
    new NodeSDK({ spanProcessors: [new SimpleSpanProcessor({ exporter })], instrumentations }).start();
  },
  describe: () => ({ appSpans: globalThis.genspanTest.describeSpans(exporter) }),
});
