import { bedrockModelRoutes } from '../../provider/routes-aws';
import { converse, invokeClaude, makeAwsClient, sendRecorded } from '../aws-dialect';
import type { SdkDescription } from '../scenario-set';
import { awsScenarios } from '../scenarios/aws';
import { bedrockScenarios } from '../scenarios/bedrock';
import { bedrockGuardrailScenarios } from '../scenarios/bedrock-guardrails';

export const bedrock: SdkDescription = {
  packageName: '@aws-sdk/client-bedrock-runtime',
  className: 'BedrockRuntimeClient',
  wrappedMethod: 'BedrockRuntimeClient.send',
  provider: 'aws.bedrock',
  createClient: makeAwsClient('BedrockRuntimeClient'),
  baseUrlSuffix: '',
  routes: bedrockModelRoutes(),
  dialects: [],
  recorded: [
    {
      operation: 'converse',
      operationName: 'chat',
      method: 'send',
      versions: '>=3.600',
      send: (client, { model, stream, ...input }, scene) =>
        sendRecorded(client, scene, converse, stream === true, { ...input, modelId: model }),
    },
    {
      operation: 'invoke',
      operationName: (fixture) => textModels[fixture] ?? 'chat',
      method: 'send',
      send: (client, { model, stream, body, ...input }, scene) =>
        sendRecorded(client, scene, invokeClaude, stream === true, { ...input, modelId: model, body: JSON.stringify(body) }),
    },
  ],
  specific: [...awsScenarios(converse), ...awsScenarios(invokeClaude), ...bedrockScenarios, ...bedrockGuardrailScenarios],
};

/** Fixtures of models that do not chat. */
const textModels: Readonly<Record<string, string>> = {
  'titan-text': 'text_completion',
  llama: 'text_completion',
  'mistral-prompt': 'text_completion',
  'mistral-prompt-plain': 'text_completion',
  deepseek: 'text_completion',
  'cohere-generate': 'text_completion',
  'titan-embed': 'embeddings',
  'cohere-embed': 'embeddings',
  'nova-embed': 'embeddings',
  'nova-canvas': 'generate_content',
  'stability-filtered': 'generate_content',
  'unknown-model': 'generate_content',
  rerank: 'rerank',
};
