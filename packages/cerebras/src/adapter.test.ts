import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { cerebrasAdapter } from './adapter';

mappingContract({
  adapter: cerebrasAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    chat: 'POST /chat/completions',
    completions: 'POST /completions',
  },
});
