import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// Each build alone is in the contract tests of the providers' packages.
adapterContract({ sdk: 'openai', alias: 'openai', formats: ['both'] });
adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', formats: ['both'] });
adapterContract({ sdk: 'groq', alias: 'groq-sdk', formats: ['both'] });
adapterContract({ sdk: 'together', alias: 'together-ai', formats: ['both'] });
