import * as api from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import runScenario from '../scenario.cjs';

const exporter = new InMemorySpanExporter();
await runScenario({
  api,
  order: process.argv[2],
  register: () => new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter)], instrumentations: [] }).start() ?? true,
  describe: () => ({ appSpans: globalThis.genspanTest.describeSpans(exporter, globalThis.genspanTest.ownSpans()) }),
});
