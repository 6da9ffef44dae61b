import { cohereRoutes } from '../../provider/routes-cohere';
import { openaiRoutes } from '../../provider/wire-route';
import type { SdkDescription } from '../scenario-set';
import { aiFailure } from '../scenarios/ai-failure';
import { aiObject } from '../scenarios/ai-object';
import { aiStream } from '../scenarios/ai-stream';
import { aiText } from '../scenarios/ai-text';

/** Over its OpenAI provider, and, where it reranks, that of Cohere. */
export const ai: SdkDescription = {
  packageName: 'ai',
  className: 'ToolLoopAgent',
  wrappedMethod: 'ToolLoopAgent.generate',
  provider: 'openai',
  baseUrlSuffix: '/v1',
  routes: [...openaiRoutes('openai'), ...cohereRoutes()],
  dialects: [],
  recorded: [],
  specific: [...aiText, ...aiFailure, ...aiStream, ...aiObject],
};
