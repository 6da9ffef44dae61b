import { adapterContract, brokenAdapterContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'openai', alias: 'openai', formats: ['cjs', 'esm'] });
brokenAdapterContract({ sdk: 'openai', alias: 'openai' });
