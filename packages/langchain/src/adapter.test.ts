import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { langchainAdapter } from './adapter';

mappingContract({
  adapter: langchainAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { 'chat-model': 'chat model', llm: 'LLM', tool: 'tool', retriever: 'retriever', agent: 'agent', chain: 'chain' },
});
