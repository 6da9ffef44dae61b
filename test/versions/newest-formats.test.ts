import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// The formats of the newest versions that the contract tests of the providers' packages leave to the matrix.
adapterContract({ sdk: 'openai', alias: 'openai', formats: ['both'] });
adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', formats: ['both'] });
adapterContract({ sdk: 'groq', alias: 'groq-sdk', formats: ['both'] });
adapterContract({ sdk: 'together', alias: 'together-ai', formats: ['both'] });
