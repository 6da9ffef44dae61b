/** Commands of the client of Bedrock's agents and knowledge bases. */
import { seeded } from '../seeds';
import type { AwsDialect } from './aws-dialect';

const agentVersions = '>=3.600';
const http2Versions = '>=3.600';

export const retrieve: AwsDialect = {
  name: 'retrieve',
  operation: 'retrieval',
  more: { model: null, target: 'KB1' },
  plain: 'RetrieveCommand',
  streamField: '',
  missing: { knowledgeBaseId: undefined },
  input: (_model, more) => ({ knowledgeBaseId: 'KB1', retrievalQuery: { text: seeded.prompt }, ...more }),
};

export const invokeAgent: AwsDialect = {
  name: 'agent',
  operation: 'invoke_agent',
  more: { model: null },
  streamed: 'InvokeAgentCommand',
  http2Versions,
  streamField: 'completion',
  missing: { agentId: undefined },
  input: (_model, more) => ({ agentId: 'AGENT1', agentAliasId: 'ALIAS1', sessionId: 'session-1', inputText: seeded.prompt, ...more }),
};

export const invokeInlineAgent: AwsDialect = {
  name: 'inline-agent',
  operation: 'invoke_agent',
  versions: agentVersions,
  streamed: 'InvokeInlineAgentCommand',
  http2Versions,
  streamField: 'completion',
  missing: { sessionId: undefined },
  input: (foundationModel, more) => ({
    foundationModel,
    agentName: foundationModel,
    instruction: seeded.instructions,
    sessionId: 'session-1',
    inputText: seeded.prompt,
    ...more,
  }),
};

export const invokeFlow: AwsDialect = {
  name: 'flow',
  operation: 'invoke_agent',
  versions: agentVersions,
  more: { model: null },
  streamed: 'InvokeFlowCommand',
  http2Versions,
  streamField: 'responseStream',
  missing: { flowIdentifier: undefined },
  input: (_model, more) => ({
    flowIdentifier: 'FLOW1',
    flowAliasIdentifier: 'ALIAS1',
    inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: seeded.prompt } }],
    ...more,
  }),
};

export const retrieveAndGenerate: AwsDialect = {
  name: 'generate',
  operation: 'chat',
  plain: 'RetrieveAndGenerateCommand',
  streamField: '',
  // Nothing in it is insisted on: the client sends it as it is.
  missing: { input: null, retrieveAndGenerateConfiguration: undefined },
  input: generateInput,
};

export const retrieveAndGenerateStream: AwsDialect = {
  ...retrieveAndGenerate,
  name: 'generate-stream',
  versions: agentVersions,
  streamed: 'RetrieveAndGenerateStreamCommand',
  http2Versions,
  streamField: 'stream',
};

export const rerank: AwsDialect = {
  name: 'rerank',
  operation: 'rerank',
  versions: agentVersions,
  plain: 'RerankCommand',
  streamField: '',
  missing: { rerankingConfiguration: undefined },
  input: (modelArn, more) => ({
    queries: [{ type: 'TEXT', textQuery: { text: seeded.prompt } }],
    sources: [{ type: 'INLINE', inlineDocumentSource: { type: 'TEXT', textDocument: { text: seeded.toolResult } } }],
    rerankingConfiguration: { type: 'BEDROCK_RERANKING_MODEL', bedrockRerankingConfiguration: { modelConfiguration: { modelArn } } },
    ...more,
  }),
};

function generateInput(modelArn: string, more?: object): Record<string, unknown> {
  return {
    input: { text: seeded.prompt },
    retrieveAndGenerateConfiguration: { type: 'KNOWLEDGE_BASE', knowledgeBaseConfiguration: { knowledgeBaseId: 'KB1', modelArn } },
    ...more,
  };
}
