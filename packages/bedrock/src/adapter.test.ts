import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import { bedrockAdapter } from './adapter';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

mappingContract({
  adapter: bedrockAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: { converse: 'ConverseStreamCommand' },
});
