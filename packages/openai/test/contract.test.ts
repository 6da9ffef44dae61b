import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'openai', alias: 'openai', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'openai', alias: 'openai' });
