import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'google-vertexai', alias: '@google-cloud/vertexai', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'google-vertexai', alias: '@google-cloud/vertexai' });
