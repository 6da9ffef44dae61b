import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

adapterContract({ sdk: 'bedrock', alias: 'bedrock-runtime-3.422', formats: ['both'] });
adapterContract({ sdk: 'bedrock', alias: '@aws-sdk/client-bedrock-runtime', formats: ['both'] });
adapterContract({ sdk: 'bedrock-agent', alias: 'bedrock-agent-runtime-3.468', formats: ['both'] });
adapterContract({ sdk: 'bedrock-agent', alias: '@aws-sdk/client-bedrock-agent-runtime', formats: ['both'] });
