import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'together', alias: 'together-ai', formats: ['both'] });
harmlessContract({ sdk: 'together', alias: 'together-ai' });
