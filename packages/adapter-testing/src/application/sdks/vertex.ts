import { vertexRoutes } from '../../provider/wire-route';
import { anthropicMessages } from '../dialect';
import type { SdkDescription } from '../scenario-set';

export const vertex: SdkDescription = {
  packageName: '@anthropic-ai/vertex-sdk',
  className: 'AnthropicVertex',
  provider: 'gcp.vertex_ai',
  credentials: { region: 'europe-west1', projectId: 'zoo', authClient: { getRequestHeaders: async () => new Headers() } },
  baseUrlSuffix: '',
  routes: vertexRoutes(),
  dialects: [anthropicMessages],
  recorded: [],
  specific: [],
};
