import { calcPrice, findProvider } from '@pydantic/genai-prices';
import type { Usage } from '../facts';
import { loadPriceLibrary } from './price-library';
import { chargeUsage } from './token-rates';

const library = loadPriceLibrary();
const timeMs = Date.UTC(2026, 9, 1, 2);

/** Our name of a provider, and that of the library. */
const providers = [
  ['openai', 'openai'],
  ['anthropic', 'anthropic'],
  ['azure.ai.openai', 'azure'],
  ['aws.bedrock', 'aws'],
  ['gcp.gemini', 'google'],
  ['groq', 'groq'],
  ['mistral_ai', 'mistral'],
  ['deepseek', 'deepseek'],
  ['x_ai', 'x-ai'],
  ['perplexity', 'perplexity'],
  ['openrouter', 'openrouter'],
  ['together_ai', 'together'],
] as const;

const usages: readonly (readonly [string, Usage, Record<string, number>])[] = [
  ['text', { inputTokens: 1000, outputTokens: 100 }, { input_tokens: 1000, output_tokens: 100 }],
  ['a long context', { inputTokens: 300_000, outputTokens: 100 }, { input_tokens: 300_000, output_tokens: 100 }],
  [
    'cached and written tokens and reasoning',
    {
      inputTokens: 1000,
      outputTokens: 100,
      cacheReadInputTokens: 300,
      cacheWriteInputTokens: 200,
      reasoningOutputTokens: 60,
    },
    { input_tokens: 1000, output_tokens: 100, cache_read_tokens: 300, cache_write_tokens: 200, output_reasoning_tokens: 60 },
  ],
  [
    'images',
    { inputTokens: 1000, outputTokens: 100, imageInputTokens: 700, imageOutputTokens: 90 },
    { input_tokens: 1000, output_tokens: 100, input_image_tokens: 700, output_image_tokens: 90 },
  ],
  [
    'audio, partly cached',
    {
      inputTokens: 1000,
      outputTokens: 100,
      cacheReadInputTokens: 300,
      audioInputTokens: 600,
      audioCacheReadInputTokens: 200,
      audioOutputTokens: 80,
    },
    {
      input_tokens: 1000,
      output_tokens: 100,
      cache_read_tokens: 300,
      input_audio_tokens: 600,
      cache_audio_read_tokens: 200,
      output_audio_tokens: 80,
    },
  ],
];

test.each(usages)('%s costs what the library calculates, for every model that has a cost', (_kind, usage, libraryUsage) => {
  const differences: string[] = [];
  let compared = 0;
  for (const [provider, providerId] of providers) {
    for (const { id } of findProvider({ providerId })?.models ?? []) {
      const rates = library.find(provider, id)?.(timeMs);
      const ours = rates && chargeUsage(usage, rates)?.totalUsd;
      if (ours === undefined) continue;
      compared += 1;
      const theirs = calcPrice(libraryUsage, id, { providerId, timestamp: new Date(timeMs) })?.total_price;
      if (theirs === undefined || Math.abs(ours - theirs) > 1e-12) differences.push(`${provider} ${id}: ${ours}, not ${theirs}`);
    }
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(800);
});

test('a model whose price changes is priced anew when the minute has changed', () => {
  const rates = library.find('deepseek', 'deepseek-v4-pro');
  const at = (hour: number, minute: number): unknown => rates?.(Date.UTC(2026, 9, 1, hour, minute))?.input;
  expect([at(3, 59), at(3, 59), at(4, 0), at(3, 59)]).toEqual([1.32, 1.32, 0.66, 1.32]);
});
