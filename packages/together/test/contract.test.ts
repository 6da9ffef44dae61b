import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'together', alias: 'together-ai', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'together', alias: 'together-ai' });
