import { adapterContract, type ContractException } from '../../packages/adapter-testing/src/contract/adapter-contract';

const forFive = { '@ai-sdk/openai': 'ai-openai-2' };
const forSix = { '@ai-sdk/openai': 'ai-openai-3', '@ai-sdk/cohere': 'ai-cohere-3' };

const toolOrder: ContractException = {
  fact: 'the application sees the same values, promises, streams and errors',
  findings: ['stream-tools'],
  reason: 'of the result of a tool and the next call that the model asks for, neither waits for the other: a turn of the loop decides',
};

adapterContract({ sdk: 'ai', alias: 'ai-5.0.0', packages: forFive });
adapterContract({ sdk: 'ai', alias: 'ai-5', packages: forFive });
adapterContract({ sdk: 'ai', alias: 'ai-6.0.0', packages: forSix, exceptions: [toolOrder] });
adapterContract({ sdk: 'ai', alias: 'ai-6', packages: forSix });
