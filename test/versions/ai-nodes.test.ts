import { join } from 'node:path';
import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

const packages = { '@ai-sdk/openai': '@ai-sdk/openai', '@ai-sdk/cohere': '@ai-sdk/cohere' };

// The package has ES modules only, which are hooked otherwise in each of these, and otherwise again where they are required.
for (const name of ['node-22.15', 'node-26']) {
  const nodeBinary = join(__dirname, '../sdks/node_modules', name, 'bin/node');
  adapterContract({ sdk: 'ai', alias: 'ai', formats: ['both'], packages, nodeBinary });
}
