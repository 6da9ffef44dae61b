import type { Usage } from '../facts';

/**
 * US dollars per million tokens; in tiers, the last one whose `start` is below the number of input tokens counts for all tokens.
 * `unknown`: a kind of token with a price of its own, which nobody told us.
 */
export type TokenRate = number | TieredRate | 'unknown';

export interface TieredRate {
  readonly base: number;
  readonly tiers: readonly { readonly start: number; readonly price: number }[];
}

/** What is absent costs what the general kind costs: cached input costs `input`, reasoning costs `output`. */
export interface TokenRates {
  readonly input: TokenRate;
  readonly output: TokenRate;
  readonly reasoningOutput?: TokenRate | undefined;
  readonly cacheRead?: TokenRate | undefined;
  readonly cacheWrite?: TokenRate | undefined;
  readonly cacheWriteOneHour?: TokenRate | undefined;
  readonly audioInput?: TokenRate | undefined;
  readonly audioCacheRead?: TokenRate | undefined;
  readonly audioOutput?: TokenRate | undefined;
  readonly imageInput?: TokenRate | undefined;
  readonly imageOutput?: TokenRate | undefined;
  /** US dollars for the request itself. */
  readonly request?: number | undefined;
}

export interface UsdAmounts {
  readonly inputUsd: number;
  readonly outputUsd: number;
  readonly totalUsd: number;
}

/** `undefined` where a rate is unknown, or the counts do not tell how many tokens each rate is for. */
export function chargeUsage(usage: Usage, rates: TokenRates): UsdAmounts | undefined {
  const inputUsd = chargeInput(usage, rates);
  const outputUsd = chargeOutput(usage, rates);
  const totalUsd = inputUsd + outputUsd + (rates.request ?? 0);
  return Number.isFinite(totalUsd) ? { inputUsd, outputUsd, totalUsd } : undefined;
}

function chargeInput(usage: Usage, rates: TokenRates): number {
  const { inputTokens } = usage;
  const cacheRead = apart(usage.cacheReadInputTokens, rates.cacheRead);
  const cacheWrite = apart(usage.cacheWriteInputTokens, rates.cacheWrite);
  const oneHour = cacheWrite > 0 ? apart(usage.cacheWriteOneHourInputTokens, rates.cacheWriteOneHour) : 0;
  const audio = apart(usage.audioInputTokens, rates.audioInput);
  const image = apart(usage.imageInputTokens, rates.imageInput);
  const cachedAudio = audio > 0 && cacheRead > 0 ? (usage.audioCacheReadInputTokens ?? Number.NaN) : 0;
  // No provider tells how many of its cached tokens are images, or of its written ones are audio.
  if ((image > 0 && cacheRead > 0) || (image + audio > 0 && cacheWrite > 0)) return Number.NaN;
  return (
    charge(inputTokens - cacheRead - cacheWrite - (audio - cachedAudio) - image, rates.input, inputTokens) +
    charge(cacheRead - cachedAudio, rates.cacheRead, inputTokens) +
    charge(cachedAudio, rates.audioCacheRead ?? rates.cacheRead, inputTokens) +
    charge(cacheWrite - oneHour, rates.cacheWrite, inputTokens) +
    charge(oneHour, rates.cacheWriteOneHour, inputTokens) +
    charge(audio - cachedAudio, rates.audioInput, inputTokens) +
    charge(image, rates.imageInput, inputTokens)
  );
}

function chargeOutput(usage: Usage, rates: TokenRates): number {
  const { inputTokens, outputTokens = 0 } = usage;
  const reasoning = apart(usage.reasoningOutputTokens, rates.reasoningOutput);
  const audio = apart(usage.audioOutputTokens, rates.audioOutput);
  const image = apart(usage.imageOutputTokens, rates.imageOutput);
  return (
    charge(outputTokens - reasoning - audio - image, rates.output, inputTokens) +
    charge(reasoning, rates.reasoningOutput, inputTokens) +
    charge(audio, rates.audioOutput, inputTokens) +
    charge(image, rates.imageOutput, inputTokens)
  );
}

/** Tokens without a rate of their own stay with the general kind. */
function apart(tokens: number | undefined, rate: TokenRate | undefined): number {
  return rate === undefined ? 0 : (tokens ?? 0);
}

function charge(tokens: number, rate: TokenRate | undefined, inputTokens: number): number {
  if (tokens === 0) return 0;
  if (tokens < 0 || rate === undefined || rate === 'unknown') return Number.NaN;
  if (typeof rate === 'number') return (tokens * rate) / 1e6;
  const tier = rate.tiers.findLast(({ start }) => inputTokens > start);
  return (tokens * (tier?.price ?? rate.base)) / 1e6;
}
