import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { aiAdapter } from './adapter';

mappingContract({
  adapter: aiAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { chat: 'doStream', embeddings: 'doEmbed', rerank: 'doRerank', tool: 'execute', agent: 'streamText', object: 'streamObject' },
});
