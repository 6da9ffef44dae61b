import { adapterContract, brokenAdapterContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'groq', alias: 'groq-sdk', formats: ['cjs', 'esm'] });
brokenAdapterContract({ sdk: 'groq', alias: 'groq-sdk' });
