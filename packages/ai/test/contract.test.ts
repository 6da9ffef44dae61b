import { adapterContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'ai', alias: 'ai', formats: ['cjs', 'esm'], packages: { '@ai-sdk/openai': '@ai-sdk/openai' } });
