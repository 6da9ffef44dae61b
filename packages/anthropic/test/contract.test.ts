import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk' });
