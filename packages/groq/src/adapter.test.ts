import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { groqAdapter } from './adapter';

mappingContract({
  adapter: groqAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    chat: 'POST /chat/completions',
    embeddings: 'POST /embeddings',
    speech: 'POST /audio/speech',
    transcription: 'POST /audio/transcriptions',
  },
});
