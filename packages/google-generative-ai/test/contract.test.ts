import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'google-generative-ai', alias: '@google/generative-ai', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'google-generative-ai', alias: '@google/generative-ai' });
