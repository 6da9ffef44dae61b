import { adapterContract } from '@genspan/adapter-testing';

// What is wrapped before it, and an adapter that throws, are for adapters of clients: here the adapter only listens.
adapterContract({
  sdk: 'langchain',
  alias: 'langchain:@langchain/core',
  formats: ['cjs', 'esm'],
  packages: {
    '@langchain/anthropic': 'langchain:@langchain/anthropic',
    '@langchain/openai': 'langchain:@langchain/openai',
    '@langchain/langgraph': 'langchain:@langchain/langgraph',
    langchain: 'langchain:langchain',
    zod: 'langchain:zod',
  },
});
