import { join } from 'node:path';
import { mappingContract } from '@genspan/adapter-testing';
import type { ClientInput } from '@genspan/core/adapter';
import { anthropicAdapter } from './adapter';

mappingContract({
  adapter: anthropicAdapter,
  fixturesDirectory: join(__dirname, '../fixtures'),
  routes: {
    chat: 'POST /messages',
    'text-completion': 'POST /complete',
    'create-agent': 'POST /agents',
  },
});

test.each<readonly [string, Partial<ClientInput>, string | undefined]>([
  ['the Anthropic client', { classNames: ['Anthropic', 'BaseAnthropic'], declaredProvider: 'anthropic' }, undefined],
  ['an application class', { classNames: ['MyClient', 'Anthropic', 'BaseAnthropic'] }, undefined],
  ['a Bedrock client that declares nothing', { classNames: ['AnthropicBedrock', 'BaseAnthropic'] }, 'aws.bedrock'],
  ['a class derived from a Bedrock client', { classNames: ['Mine', 'AnthropicBedrockMantle', 'BaseAnthropic'] }, 'aws.bedrock'],
  ['a Vertex client', { classNames: ['AnthropicVertex', 'BaseAnthropic'], declaredProvider: 'gcp.vertex_ai' }, 'gcp.vertex_ai'],
  [
    'a Foundry client, which declares anthropic',
    { classNames: ['AnthropicFoundry', 'Anthropic', 'BaseAnthropic'], declaredProvider: 'anthropic' },
    'azure.ai.inference',
  ],
  ['a client whose class names are minified', { classNames: ['t', 'e'], declaredProvider: 'aws.bedrock' }, 'aws.bedrock'],
])('the provider of %s', (_client, input, provider) => {
  expect(anthropicAdapter.providerOf?.({ className: input.classNames?.[0] ?? '', classNames: [], instance: {}, ...input })).toBe(provider);
});
