import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'google-genai', alias: '@google/genai', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'google-genai', alias: '@google/genai' });
