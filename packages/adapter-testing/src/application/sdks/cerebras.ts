import { openaiRoutes } from '../../provider/wire-route';
import { openaiChat } from '../dialect';
import type { SdkDescription } from '../scenario-set';
import { recordedChat } from '../scenarios/recorded';

export const cerebras: SdkDescription = {
  packageName: '@cerebras/cerebras_cloud_sdk',
  className: 'Cerebras',
  provider: 'cerebras',
  baseUrlSuffix: '',
  routes: openaiRoutes('cerebras'),
  dialects: [openaiChat],
  recorded: [recordedChat],
  specific: [],
};
