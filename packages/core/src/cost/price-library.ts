/** `@pydantic/genai-prices` behind our words. It is 480 kB of source, so that it loads at the first call, not with core. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as GenaiPrices from '@pydantic/genai-prices';
import type { ProviderName } from '../facts';
import type { TieredRate, TokenRate, TokenRates } from './token-rates';

/** The rates of a model at a time, in milliseconds since the epoch; `undefined` when it has none for tokens. */
export type RatesOverTime = (timeMs: number) => TokenRates | undefined;

export interface PriceLibrary {
  /** `genai-prices@VERSION`: its data has no date of its own. */
  readonly source: string;
  find(provider: ProviderName, model: string): RatesOverTime | undefined;
}

/** Its own matching of names takes Azure for OpenAI, and does not know some; a provider that is not listed has no prices. */
const providerIds: ReadonlyMap<ProviderName, string> = new Map([
  ['openai', 'openai'],
  ['anthropic', 'anthropic'],
  ['azure.ai.openai', 'azure'],
  ['azure.ai.inference', 'azure'],
  ['aws.bedrock', 'aws'],
  ['gcp.gemini', 'google'],
  ['gcp.vertex_ai', 'google'],
  ['gcp.gen_ai', 'google'],
  ['cohere', 'cohere'],
  ['deepseek', 'deepseek'],
  ['groq', 'groq'],
  ['mistral_ai', 'mistral'],
  ['moonshot_ai', 'moonshotai'],
  ['perplexity', 'perplexity'],
  ['x_ai', 'x-ai'],
  ['cerebras', 'cerebras'],
  ['fireworks_ai', 'fireworks'],
  ['novita', 'novita'],
  ['openrouter', 'openrouter'],
  ['together_ai', 'together'],
]);

/** @throws when the package is not there, as in a bundle that left it out. */
export function loadPriceLibrary(): PriceLibrary {
  const library = require('@pydantic/genai-prices') as typeof GenaiPrices;
  return { source: `genai-prices${installedVersion()}`, find: (provider, model) => find(library, provider, model) };
}

function installedVersion(): string {
  try {
    const manifest = readFileSync(join(require.resolve('@pydantic/genai-prices'), '../../package.json'), 'utf8');
    return `@${String((JSON.parse(manifest) as { version?: unknown }).version)}`;
  } catch {
    return '';
  }
}

/** Nothing is priced here, only looked up: its own calculation takes some 8 µs a call. */
const noTokens: GenaiPrices.Usage = { input_tokens: 0, output_tokens: 0 };

function find(library: typeof GenaiPrices, provider: ProviderName, model: string): RatesOverTime | undefined {
  const providerId = providerIds.get(provider);
  const found = providerId === undefined ? null : library.calcPrice(noTokens, model, { providerId });
  if (found === null) return undefined;
  const { id, prices } = found.model;
  if (!Array.isArray(prices)) {
    const rates = ratesOf(provider, id, prices);
    return () => rates;
  }
  // A provider of one model that any id finds spares the search when the time has changed.
  const only: GenaiPrices.Provider = { id: provider, name: provider, api_pattern: '', models: [{ id, match: { contains: '' }, prices }] };
  let ratesMinute: number | undefined;
  let rates: TokenRates | undefined;
  return (timeMs) => {
    // Prices begin and end on the minute.
    const minute = Math.floor(timeMs / 60_000);
    if (minute !== ratesMinute) {
      const dated = library.calcPrice(noTokens, id, { provider: only, timestamp: new Date(timeMs) });
      rates = dated === null ? undefined : ratesOf(provider, id, dated.model_price);
      ratesMinute = minute;
    }
    return rates;
  };
}

function ratesOf(provider: ProviderName, model: string, price: GenaiPrices.ModelPrice): TokenRates | undefined {
  if (price.input_mtok === undefined) return undefined;
  // Others charge audio as text where they list no price for it; at OpenAI it is dearer by far.
  const unlistedAudio = provider === 'openai' || provider === 'azure.ai.openai' ? 'unknown' : undefined;
  return {
    input: price.input_mtok,
    output: price.output_mtok ?? 'unknown',
    reasoningOutput: price.output_reasoning_mtok,
    cacheRead: price.cache_read_mtok,
    cacheWrite: price.cache_write_mtok,
    cacheWriteOneHour: price.cache_write_1h_mtok ?? unlistedOneHour(model, price.input_mtok),
    audioInput: price.input_audio_mtok ?? unlistedAudio,
    audioCacheRead: price.cache_audio_read_mtok,
    audioOutput: price.output_audio_mtok ?? unlistedAudio,
    imageInput: price.input_image_mtok,
    imageOutput: price.output_image_mtok,
    request: typeof price.requests_kcount === 'number' ? price.requests_kcount / 1000 : undefined,
  };
}

/** Claude's one-hour cache writes cost twice the input everywhere; outside of Anthropic's own list the data lacks them. */
function unlistedOneHour(model: string, input: number | TieredRate): TokenRate {
  if (!model.includes('claude')) return 'unknown';
  if (typeof input === 'number') return input * 2;
  return { base: input.base * 2, tiers: input.tiers.map(({ start, price }) => ({ start, price: price * 2 })) };
}
