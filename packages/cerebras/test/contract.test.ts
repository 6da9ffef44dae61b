import { adapterContract, harmlessContract, type ContractException } from '@genspan/adapter-testing';

const exceptions: readonly ContractException[] = [
  {
    fact: 'every call has one span with its outcome',
    findings: ['chat-cut-body'],
    reason: 'node-fetch 2 never tells that a body was cut: the promise never settles, and the call is found abandoned',
  },
  {
    fact: 'spans tell the facts of the fixtures',
    findings: ['recorded-chat-stream-error-streamed'],
    reason: 'the SDK replaces an error event without a status by a connection error: its class is all that is left',
  },
];

adapterContract({ sdk: 'cerebras', alias: '@cerebras/cerebras_cloud_sdk', formats: ['cjs', 'both'], exceptions });
harmlessContract({ sdk: 'cerebras', alias: '@cerebras/cerebras_cloud_sdk', exceptions });
