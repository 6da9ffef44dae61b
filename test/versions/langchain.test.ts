import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// LangGraph 1.0 does not load beside the first core of its major: it is left out there.
const versions = { 'langchain-0.3.0': true, 'langchain-0.3.80': true, 'langchain-1.0': false };

for (const [folder, hasGraphs] of Object.entries(versions)) {
  adapterContract({
    sdk: 'langchain',
    alias: `${folder}:@langchain/core`,
    formats: ['both'],
    packages: {
      '@langchain/openai': `${folder}:@langchain/openai`,
      ...(hasGraphs && { '@langchain/langgraph': `${folder}:@langchain/langgraph` }),
      zod: `${folder}:zod`,
    },
  });
}
