import { adapterContract, brokenAdapterContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'together', alias: 'together-ai', formats: ['cjs', 'esm'] });
brokenAdapterContract({ sdk: 'together', alias: 'together-ai' });
