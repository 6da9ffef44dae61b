import { adapterContract, type ContractException } from '../../packages/adapter-testing/src/contract/adapter-contract';

const cutBody: Omit<ContractException, 'findings'> = {
  fact: 'every call has one span with its outcome',
  reason: 'node-fetch 2 never tells that a body was cut: the promise never settles, and the call is found abandoned',
};

adapterContract({ sdk: 'openai', alias: 'openai-4.20', exceptions: [{ ...cutBody, findings: ['chat-cut-body'] }] });
adapterContract({
  sdk: 'openai',
  alias: 'openai-4.104',
  exceptions: [
    { ...cutBody, findings: ['chat-cut-body', 'responses-cut-body'] },
    {
      fact: 'spans tell the facts of the fixtures',
      findings: ['recorded-responses-stream-error-streamed'],
      reason: 'the SDK throws away the code of an error event before anybody sees it: its class is all that is left',
    },
  ],
});
