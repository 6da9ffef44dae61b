import { adapterContract, brokenAdapterContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', formats: ['cjs', 'esm'] });
brokenAdapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk' });
