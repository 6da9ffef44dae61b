import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { googleGenaiAdapter } from './adapter';

mappingContract({
  adapter: googleGenaiAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    'generate-content': 'Models.prototype.generateContentStreamInternal',
    'stream-error': 'Models.prototype.generateContentStreamInternal',
    'embed-content': 'Models.prototype.embedContentInternal',
    images: 'Models.prototype.generateImagesInternal',
    interactions: 'GoogleGenAI.prototype.interactions.create',
    agents: 'GoogleGenAI.prototype.interactions.create',
    fetched: 'GoogleGenAI.prototype.interactions.get',
  },
});
