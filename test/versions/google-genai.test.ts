import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// Its CommonJS build is named `.js` in a package of ES modules: Node does not load it.
adapterContract({ sdk: 'google-genai', alias: 'google-genai-1.0', formats: ['esm'] });
adapterContract({ sdk: 'google-genai', alias: 'google-genai-1.52', formats: ['both'] });
adapterContract({ sdk: 'google-genai', alias: 'google-genai-2.0', formats: ['both'] });
adapterContract({ sdk: 'google-genai', alias: 'google-genai-2.32', formats: ['both'] });
adapterContract({ sdk: 'google-genai', alias: 'google-genai-3.1', formats: ['both'] });
