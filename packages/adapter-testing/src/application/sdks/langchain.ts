import { anthropicRoutes, openaiRoutes } from '../../provider/wire-route';
import type { SdkDescription } from '../scenario-set';
import { langchainChains } from '../scenarios/langchain-chains';
import { langchainGraphs } from '../scenarios/langchain-graphs';
import { langchainModels } from '../scenarios/langchain-models';
import { langchainNewest } from '../scenarios/langchain-newest';

/** Over the SDK of OpenAI, which is seen too. */
export const langchain: SdkDescription = {
  packageName: '@langchain/core',
  specifier: '@langchain/core/callbacks/manager',
  className: 'CallbackManager',
  provider: 'openai',
  baseUrlSuffix: '/v1',
  routes: [...anthropicRoutes(), ...openaiRoutes('openai')],
  dialects: [],
  recorded: [],
  specific: [...langchainModels, ...langchainChains, ...langchainGraphs, ...langchainNewest],
};
