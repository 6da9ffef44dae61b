import { bedrockAgentRoutes } from '../../provider/routes-aws';
import {
  invokeAgent,
  invokeFlow,
  invokeInlineAgent,
  rerank,
  retrieve,
  retrieveAndGenerate,
  retrieveAndGenerateStream,
} from '../aws-agent-dialects';
import { makeAwsClient, makeCommand, sendRecorded, show } from '../aws-dialect';
import type { SdkDescription } from '../scenario-set';
import { awsScenarios } from '../scenarios/aws';
import { invoke } from '../sdk';

const dialects = [retrieve, invokeAgent, invokeInlineAgent, invokeFlow, retrieveAndGenerate, rerank];

export const bedrockAgent: SdkDescription = {
  packageName: '@aws-sdk/client-bedrock-agent-runtime',
  className: 'BedrockAgentRuntimeClient',
  wrappedMethod: 'BedrockAgentRuntimeClient.send',
  provider: 'aws.bedrock',
  createClient: makeAwsClient('BedrockAgentRuntimeClient'),
  baseUrlSuffix: '',
  routes: bedrockAgentRoutes(),
  dialects: [],
  recorded: [
    {
      operation: 'invoke-inline-agent',
      operationName: 'invoke_agent',
      method: 'send',
      versions: '>=3.600',
      send: (client, { model, stream: _stream, ...input }, scene) =>
        sendRecorded(client, scene, invokeInlineAgent, true, { ...input, foundationModel: model }),
    },
    {
      operation: 'retrieve-and-generate',
      operationName: 'chat',
      method: 'send',
      // Older versions leave out what they do not know of an answer, such as that a guardrail has intervened.
      versions: '>=3.600',
      send: (client, { model, stream, ...input }, scene) =>
        sendRecorded(client, scene, retrieveAndGenerateStream, stream === true, withModel(input, model)),
    },
    {
      operation: 'rerank',
      operationName: 'rerank',
      method: 'send',
      versions: '>=3.600',
      send: (client, { model, ...input }, scene) => sendRecorded(client, scene, rerank, false, withModel(input, model)),
    },
  ],
  specific: [
    ...dialects.flatMap(awsScenarios),
    ...awsScenarios({ ...retrieveAndGenerateStream, plain: undefined }),
    {
      name: 'other-command',
      versions: '>=3.600',
      calls: [],
      run: async (scene) => show(await invoke(scene.client(), 'send', makeCommand(scene, 'ListSessionsCommand', {}))),
    },
  ],
};

/** The fixture's request with the scenario's model, wherever that lies. */
function withModel(input: unknown, model: unknown): object {
  return JSON.parse(JSON.stringify(input, (key: string, value: unknown) => (key === 'modelArn' ? model : value))) as object;
}
