import { adapterContract, harmlessContract } from '@genspan/adapter-testing';

adapterContract({ sdk: 'bedrock-agent', alias: '@aws-sdk/client-bedrock-agent-runtime', formats: ['cjs', 'esm'] });
harmlessContract({ sdk: 'bedrock-agent', alias: '@aws-sdk/client-bedrock-agent-runtime' });
