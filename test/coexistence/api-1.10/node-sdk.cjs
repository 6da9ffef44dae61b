const api = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace');
const runScenario = require('../scenario.cjs');

const exporter = new InMemorySpanExporter();
void runScenario({
  api,
  order: process.argv[2],
  register: () => new NodeSDK({ spanProcessors: [new SimpleSpanProcessor({ exporter })], instrumentations: [] }).start() ?? true,
  describe: () => ({ appSpans: globalThis.genspanTest.describeSpans(exporter, globalThis.genspanTest.ownSpans()) }),
});
