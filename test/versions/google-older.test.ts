import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'google-vertexai', alias: 'vertexai-1.0', formats: ['both'] });
