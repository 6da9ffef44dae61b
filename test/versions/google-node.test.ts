import { join } from 'node:path';
import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

// One whose ES module lies where no other one's does, and one that is CommonJS for everybody.
describe.each(['node-22.15', 'node-26'])('on %s', (node) => {
  const nodeBinary = join(__dirname, '../sdks/node_modules', node, 'bin/node');

  adapterContract({ sdk: 'google-genai', alias: '@google/genai', formats: ['both'], nodeBinary });
  adapterContract({ sdk: 'google-vertexai', alias: '@google-cloud/vertexai', formats: ['both'], nodeBinary });
});
