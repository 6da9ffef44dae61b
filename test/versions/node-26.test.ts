import { join } from 'node:path';
import { adapterContract } from '../../packages/adapter-testing/src/contract/adapter-contract';

const nodeBinary = join(__dirname, '../sdks/node_modules/node-26/bin/node');

adapterContract({ sdk: 'openai', alias: 'openai', nodeBinary });
adapterContract({ sdk: 'anthropic', alias: '@anthropic-ai/sdk', nodeBinary });
