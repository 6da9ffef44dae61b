import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { bedrockAdapter } from './adapter';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

mappingContract({
  adapter: bedrockAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    converse: 'ConverseStreamCommand',
    invoke: ['InvokeModelCommand', 'InvokeModelWithResponseStreamCommand'],
    'apply-guardrail': 'ApplyGuardrailCommand',
    'guardrail-checks': 'InvokeGuardrailChecksCommand',
  },
  wraps: {
    invoke: {
      request: (input) => ({ ...(input as object), body: encode((input as { readonly body: unknown }).body) }),
      plain: (body) => ({ $metadata: {}, contentType: 'application/json', body: encode(body) }),
      chunk: (event) => ({ chunk: { bytes: encode(event) } }),
    },
  },
});
