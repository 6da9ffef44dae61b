import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'ai', alias: 'ai-7.0.0', packages: { '@ai-sdk/openai': '@ai-sdk/openai', '@ai-sdk/cohere': '@ai-sdk/cohere' } });
