import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { bedrockAgentAdapter } from './adapter';

const agentWire = {
  request: (value: unknown) => value,
  plain: (value: unknown) => value,
  chunk: withBytes,
};

mappingContract({
  adapter: bedrockAgentAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    'invoke-agent': 'InvokeAgentCommand',
    'invoke-inline-agent': 'InvokeInlineAgentCommand',
    'invoke-flow': 'InvokeFlowCommand',
    retrieve: 'RetrieveCommand',
    'retrieve-and-generate': 'RetrieveAndGenerateStreamCommand',
    rerank: 'RerankCommand',
  },
  wraps: { 'invoke-agent': agentWire, 'invoke-inline-agent': agentWire },
});

/** What is base64 on the wire is bytes in the SDK. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'bytes' && typeof item === 'string' ? Buffer.from(item, 'base64') : withBytes(item),
    ]),
  );
}
