import { openaiRoutes } from '../../provider/wire-route';
import { openaiChat } from '../dialect';
import type { SdkDescription } from '../scenario-set';
import { recordedChat } from '../scenarios/recorded';

export const groq: SdkDescription = {
  packageName: 'groq-sdk',
  className: 'Groq',
  provider: 'groq',
  baseUrlSuffix: '',
  routes: openaiRoutes('groq'),
  dialects: [openaiChat],
  recorded: [recordedChat],
  specific: [],
};
