import { bedrockRoutes } from '../../provider/wire-route';
import { anthropicMessages } from '../dialect';
import type { SdkDescription } from '../scenario-set';

export const anthropicBedrock: SdkDescription = {
  packageName: '@anthropic-ai/bedrock-sdk',
  className: 'AnthropicBedrock',
  provider: 'aws.bedrock',
  credentials: { awsRegion: 'eu-west-1', awsAccessKey: 'AKIATEST', awsSecretKey: 'test-secret' },
  baseUrlSuffix: '',
  routes: bedrockRoutes(),
  dialects: [anthropicMessages],
  recorded: [],
  specific: [],
};
