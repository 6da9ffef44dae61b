import { join } from 'node:path';
import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// The oldest Node that is supported has no synchronous loader hooks: ES modules are hooked through a loader thread.
const nodeBinary = join(__dirname, '../sdks/node_modules/node-22.15/bin/node');

adapterContract({ sdk: 'openai', alias: 'openai', nodeBinary });
adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', nodeBinary });
adapterContract({
  sdk: 'langchain',
  alias: 'langchain:@langchain/core',
  formats: ['both'],
  packages: {
    '@langchain/anthropic': 'langchain:@langchain/anthropic',
    '@langchain/openai': 'langchain:@langchain/openai',
    '@langchain/langgraph': 'langchain:@langchain/langgraph',
    langchain: 'langchain:langchain',
    zod: 'langchain:zod',
  },
  nodeBinary,
});
