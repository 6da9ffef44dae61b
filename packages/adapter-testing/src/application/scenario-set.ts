/** Which scenarios an SDK is put through, and how its client is made. */
import { anthropicRoutes, bedrockRoutes, openaiRoutes, vertexRoutes, type WireRoute } from '../provider/wire-route';
import { anthropicMessages, type Dialect, openaiChat, openaiResponses } from './dialect';
import type { Scenario } from './scenario';
import { anthropicScenarios } from './scenarios/anthropic';
import { clientScenarios } from './scenarios/client';
import { failureScenarios } from './scenarios/failure';
import { inputScenarios } from './scenarios/input';
import { openaiHelpers } from './scenarios/openai-helpers';
import { audioFile, openaiOperations } from './scenarios/openai-operations';
import { plainScenarios } from './scenarios/plain';
import { type RecordedOperation, recordedScenarios } from './scenarios/recorded';
import { streamScenarios } from './scenarios/stream';
import type { SdkModule } from './sdk';

export type SdkName = 'openai' | 'anthropic' | 'groq' | 'together' | 'cerebras' | 'bedrock' | 'vertex';

export interface SdkDescription {
  /** The package as an application names it. */
  readonly packageName: string;
  readonly className: string;
  /** Value of `gen_ai.provider.name` for a client whose host tells nothing. */
  readonly provider: string;
  /** What a client needs beside its base URL. @default an API key */
  readonly credentials?: object;
  /** Makes a client that sends to `baseUrl`, which has no slash at its end. @default `new CLASS({ ...credentials, baseURL, maxRetries: 2, defaultHeaders })` */
  createClient?(sdk: SdkModule, baseUrl: string, options: object): object;
  /** What the SDK expects at the end of a base URL. */
  readonly baseUrlSuffix: string;
  readonly routes: readonly WireRoute[];
  readonly dialects: readonly Dialect[];
  readonly recorded: readonly RecordedOperation[];
  /** What only this SDK can do. */
  readonly specific: readonly Scenario[];
}

export interface ScenarioSet extends SdkDescription {
  readonly scenarios: readonly Scenario[];
}

const recordedChat: RecordedOperation = { operation: 'chat', operationName: 'chat', method: 'chat.completions.create' };

const descriptions: Readonly<Record<SdkName, SdkDescription>> = {
  openai: {
    packageName: 'openai',
    className: 'OpenAI',
    provider: 'openai',
    baseUrlSuffix: '/v1',
    routes: openaiRoutes('openai'),
    dialects: [openaiChat, openaiResponses],
    recorded: [
      recordedChat,
      { operation: 'responses', operationName: 'chat', method: 'responses.create', versions: '>=4.87' },
      { operation: 'completions', operationName: 'text_completion', method: 'completions.create' },
      { operation: 'embeddings', operationName: 'embeddings', method: 'embeddings.create' },
      { operation: 'images', operationName: 'generate_content', method: 'images.generate', streamVersions: '>=5' },
      {
        operation: 'transcription',
        operationName: 'transcription',
        method: 'audio.transcriptions.create',
        // A multipart request of openai 4 tells no facts.
        versions: '>=5',
        more: async (scene) => ({ file: await audioFile(scene) }),
      },
      { operation: 'moderation', operationName: 'moderation', method: 'moderations.create' },
    ],
    specific: [...openaiOperations, ...openaiHelpers],
  },
  anthropic: {
    packageName: '@anthropic-ai/sdk',
    className: 'Anthropic',
    provider: 'anthropic',
    baseUrlSuffix: '',
    routes: anthropicRoutes(),
    dialects: [anthropicMessages],
    recorded: [
      { operation: 'chat', operationName: 'chat', method: 'messages.create' },
      { operation: 'text-completion', operationName: 'text_completion', method: 'completions.create', versions: '<1' },
      { operation: 'create-agent', operationName: 'create_agent', method: 'beta.agents.create', versions: '>=0.133' },
    ],
    specific: anthropicScenarios,
  },
  groq: {
    packageName: 'groq-sdk',
    className: 'Groq',
    provider: 'groq',
    baseUrlSuffix: '',
    routes: openaiRoutes('groq'),
    dialects: [openaiChat],
    recorded: [recordedChat],
    specific: [],
  },
  together: {
    packageName: 'together-ai',
    className: 'Together',
    provider: 'together_ai',
    baseUrlSuffix: '/v1',
    routes: openaiRoutes('together'),
    dialects: [openaiChat],
    recorded: [recordedChat],
    specific: [],
  },
  cerebras: {
    packageName: '@cerebras/cerebras_cloud_sdk',
    className: 'Cerebras',
    provider: 'cerebras',
    baseUrlSuffix: '',
    routes: openaiRoutes('cerebras'),
    dialects: [openaiChat],
    recorded: [recordedChat],
    specific: [],
  },
  bedrock: {
    packageName: '@anthropic-ai/bedrock-sdk',
    className: 'AnthropicBedrock',
    provider: 'aws.bedrock',
    credentials: { awsRegion: 'eu-west-1', awsAccessKey: 'AKIATEST', awsSecretKey: 'test-secret' },
    baseUrlSuffix: '',
    routes: bedrockRoutes(),
    dialects: [anthropicMessages],
    recorded: [],
    specific: [],
  },
  vertex: {
    packageName: '@anthropic-ai/vertex-sdk',
    className: 'AnthropicVertex',
    provider: 'gcp.vertex_ai',
    credentials: { region: 'europe-west1', projectId: 'zoo', authClient: { getRequestHeaders: async () => new Headers() } },
    baseUrlSuffix: '',
    routes: vertexRoutes(),
    dialects: [anthropicMessages],
    recorded: [],
    specific: [],
  },
};

export function scenarioSet(name: SdkName): ScenarioSet {
  const description = descriptions[name];
  return {
    ...description,
    scenarios: [
      ...description.dialects.flatMap((dialect) => dialectScenarios(dialect, description.className)),
      ...description.specific,
      ...description.recorded.flatMap((operation) => recordedScenarios(name, operation)),
    ],
  };
}

function dialectScenarios(dialect: Dialect, className: string): Scenario[] {
  const scenarios = [
    ...plainScenarios(dialect),
    ...streamScenarios(dialect),
    ...failureScenarios(dialect),
    ...inputScenarios(dialect),
    ...clientScenarios(dialect, className),
  ];
  const { versions } = dialect;
  return scenarios.map((scenario) => ({
    ...(versions !== undefined && { versions }),
    ...scenario,
    name: `${dialect.name}-${scenario.name}`,
  }));
}
