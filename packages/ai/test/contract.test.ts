import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

const packages = { '@ai-sdk/openai': '@ai-sdk/openai', '@ai-sdk/cohere': '@ai-sdk/cohere' };

adapterContract({ sdk: 'ai', alias: 'ai', formats: ['cjs', 'esm'], packages });
harmlessContract({ sdk: 'ai', alias: 'ai', packages });
