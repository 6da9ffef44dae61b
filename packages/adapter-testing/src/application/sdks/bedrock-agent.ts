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
import { makeAwsClient, makeCommand, show } from '../aws-dialect';
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
  recorded: [],
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
