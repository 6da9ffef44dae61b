import { openaiRoutes } from '../../provider/wire-route';
import { openaiChat } from '../dialect';
import type { SdkDescription } from '../scenario-set';
import { recordedChat } from '../scenarios/recorded';

export const together: SdkDescription = {
  packageName: 'together-ai',
  className: 'Together',
  provider: 'together_ai',
  baseUrlSuffix: '/v1',
  routes: openaiRoutes('together'),
  dialects: [openaiChat],
  recorded: [recordedChat],
  specific: [],
};
