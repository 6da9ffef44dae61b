import type { CommandAdapter } from '@genspan/core/adapter';
import { bedrockConverse } from '@genspan/wire-formats/bedrock-converse';

export const bedrockAdapter: CommandAdapter = {
  provider: 'aws.bedrock',
  module: { name: '@aws-sdk/client-bedrock-runtime', versions: '>=3.422.0 <4.0.0' },
  seam: { kind: 'command', clientExport: 'BedrockRuntimeClient', requestPath: /\/model\/[^/]+\/[a-z-]+$/ },
  operations: [
    { ...bedrockConverse, target: { command: 'ConverseCommand' } },
    { ...bedrockConverse, target: { command: 'ConverseStreamCommand' } },
  ],
};
