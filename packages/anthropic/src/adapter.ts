import type { ClientInput, StainlessAdapter, ProviderName } from '@genspan/core/adapter';
import { anthropicMessages } from '@genspan/wire-formats/anthropic-messages';
import { agentCreation } from './agent-creation';
import { textCompletion } from './text-completion';

export const anthropicAdapter: StainlessAdapter = {
  provider: 'anthropic',
  module: { name: '@anthropic-ai/sdk', versions: '>=0.60 <2', subpaths: ['client'] },
  seam: { kind: 'stainless', clientExport: 'Anthropic', pathPrefix: '/v1', ownTracerProperty: '_tracer' },
  providerOf,
  operations: [
    { ...anthropicMessages, target: { route: 'POST /messages' } },
    { ...textCompletion, target: { route: 'POST /complete' } },
    { ...agentCreation, target: { route: 'POST /agents' } },
  ],
};

/** The clients of other platforms, which live in packages of their own: by class, since most versions do not tell. */
const platforms: readonly (readonly [classPrefix: string, provider: ProviderName])[] = [
  ['AnthropicBedrock', 'aws.bedrock'],
  ['AnthropicVertex', 'gcp.vertex_ai'],
  ['AnthropicFoundry', 'azure.ai.inference'],
];

function providerOf({ classNames, declaredProvider }: ClientInput): ProviderName | undefined {
  for (const [prefix, provider] of platforms) {
    if (classNames.some((name) => name.startsWith(prefix))) return provider;
  }
  // Every client declares `anthropic` unless it overrides it, also one whose base URL is another provider's.
  return declaredProvider === 'anthropic' ? undefined : declaredProvider;
}
