import { anthropicRoutes } from '../../provider/wire-route';
import { anthropicMessages } from '../dialect';
import type { SdkDescription } from '../scenario-set';
import { anthropicScenarios } from '../scenarios/anthropic';

export const anthropic: SdkDescription = {
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
};
