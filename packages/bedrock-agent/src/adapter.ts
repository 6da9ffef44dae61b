import type { CommandAdapter } from '@genspan/core/adapter';
import { defineOperation, type CommandTarget } from '@genspan/core/adapter';

export const bedrockAgentAdapter: CommandAdapter = {
  provider: 'aws.bedrock',
  module: { name: '@aws-sdk/client-bedrock-agent-runtime', versions: '>=3.468.0 <4.0.0' },
  seam: { kind: 'command', clientExport: 'BedrockAgentRuntimeClient', requestPath: /./ },
  operations: [
    defineOperation<unknown, unknown, CommandTarget>({ name: 'retrieval', target: { command: 'RetrieveCommand' }, describeRequest: () => ({}), describeResponse: () => ({}) }),
  ],
};
