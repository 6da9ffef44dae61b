import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// Clients of packages of their own, which load only the `client` entry point of the Anthropic SDK.
adapterContract({ sdk: 'anthropic-bedrock', alias: '@anthropic-ai/bedrock-sdk' });
adapterContract({ sdk: 'vertex', alias: '@anthropic-ai/vertex-sdk' });
