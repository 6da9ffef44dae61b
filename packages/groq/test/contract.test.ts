import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'groq', alias: 'groq-sdk', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'groq', alias: 'groq-sdk' });
