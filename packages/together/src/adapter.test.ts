import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { togetherAdapter } from './adapter';

mappingContract({
  adapter: togetherAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    chat: 'POST /chat/completions',
    completions: 'POST /completions',
    embeddings: 'POST /embeddings',
    images: 'POST /images/generations',
    rerank: 'POST /rerank',
  },
});
