import type { PriceEntry } from './price-entry';

/** Where genai-prices 0.1.8 is known to be wrong; list prices of the providers. See docs/cost.md. */
export const priceOverrides: readonly PriceEntry[] = [
  // Fine-tuned models: unknown to it, or known without their discount for cached input.
  { provider: 'openai', model: 'ft:gpt-4.1-2025-*', usdPerMillionTokens: { input: 3, output: 12, cacheRead: 0.75 } },
  { provider: 'openai', model: 'ft:gpt-4.1-mini-*', usdPerMillionTokens: { input: 0.8, output: 3.2, cacheRead: 0.2 } },
  { provider: 'openai', model: 'ft:gpt-4.1-nano-*', usdPerMillionTokens: { input: 0.2, output: 0.8, cacheRead: 0.05 } },
  { provider: 'openai', model: 'ft:gpt-4o-2024-*', usdPerMillionTokens: { input: 3.75, output: 15, cacheRead: 1.875 } },
  { provider: 'openai', model: 'ft:gpt-4o-mini-2024-*', usdPerMillionTokens: { input: 0.3, output: 1.2, cacheRead: 0.15 } },
  { provider: 'openai', model: 'ft:o4-mini-*', usdPerMillionTokens: { input: 4, output: 16, cacheRead: 1 } },
  // It prices their audio tokens as text.
  {
    provider: 'openai',
    model: 'gpt-4o-audio-preview*',
    usdPerMillionTokens: { input: 2.5, output: 10, audioInput: 40, audioOutput: 80 },
  },
  {
    provider: 'openai',
    model: 'gpt-4o-mini-audio-preview*',
    usdPerMillionTokens: { input: 0.15, output: 0.6, audioInput: 10, audioOutput: 20 },
  },
  // It takes version 2 for version 1, which costs five times as much.
  { provider: 'aws.bedrock', model: '*amazon.titan-embed-text-v2*', usdPerMillionTokens: { input: 0.02 } },
  // It lacks the price of long contexts on Bedrock.
  {
    provider: 'aws.bedrock',
    model: '*global.anthropic.claude-sonnet-4-5-*',
    aboveInputTokens: 200_000,
    usdPerMillionTokens: { input: 6, output: 22.5, cacheRead: 0.6, cacheWrite: 7.5, cacheWriteOneHour: 12 },
  },
  {
    provider: 'aws.bedrock',
    model: '*claude-sonnet-4-5-*',
    aboveInputTokens: 200_000,
    usdPerMillionTokens: { input: 6.6, output: 24.75, cacheRead: 0.66, cacheWrite: 8.25, cacheWriteOneHour: 13.2 },
  },
  {
    provider: 'aws.bedrock',
    model: '*claude-sonnet-4-2025*',
    aboveInputTokens: 200_000,
    usdPerMillionTokens: { input: 6, output: 22.5, cacheRead: 0.6, cacheWrite: 7.5, cacheWriteOneHour: 12 },
  },
  // Its prices are from before September 2025, halved at night by a discount that has ended.
  { provider: 'deepseek', model: 'deepseek-chat', usdPerMillionTokens: 'unpriced' },
  { provider: 'deepseek', model: 'deepseek-reasoner', usdPerMillionTokens: 'unpriced' },
  // Aliases that have moved on to models with other prices.
  { provider: 'mistral_ai', model: 'mistral-large-latest', usdPerMillionTokens: 'unpriced' },
  { provider: 'mistral_ai', model: 'mistral-small-latest', usdPerMillionTokens: 'unpriced' },
];
