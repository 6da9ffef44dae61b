import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

const packages = { '@ai-sdk/openai': 'ai-openai-1' };

adapterContract({ sdk: 'ai', alias: 'ai-4.0', packages });
adapterContract({ sdk: 'ai', alias: 'ai-4.3', packages });
