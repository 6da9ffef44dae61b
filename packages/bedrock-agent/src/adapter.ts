import type { CommandAdapter } from '@genspan/core/adapter';
import { invokeAgent, invokeInlineAgent } from './invoke-agent';
import { invokeFlow } from './invoke-flow';
import { rerank } from './rerank';
import { retrieve } from './retrieve';
import { retrieveAndGenerate, retrieveAndGenerateStream } from './retrieve-and-generate';

/** Adapter of `@aws-sdk/client-bedrock-agent-runtime`: agents, flows and knowledge bases that run at AWS. */
export const bedrockAgentAdapter: CommandAdapter = {
  provider: 'aws.bedrock',
  module: { name: '@aws-sdk/client-bedrock-agent-runtime', versions: '>=3.468.0 <4.0.0' },
  seam: {
    kind: 'command',
    clientExport: 'BedrockAgentRuntimeClient',
    requestPath: /\/(?:agents|flows|knowledgebases|retrieveAndGenerate(?:Stream)?|rerank)(?:\/[^?]*)?$/,
  },
  providerOf: () => 'aws.bedrock',
  operations: [invokeAgent, invokeInlineAgent, invokeFlow, retrieve, retrieveAndGenerate, retrieveAndGenerateStream, rerank],
};
