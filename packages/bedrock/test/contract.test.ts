import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'bedrock', alias: '@aws-sdk/client-bedrock-runtime', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'bedrock', alias: '@aws-sdk/client-bedrock-runtime' });
