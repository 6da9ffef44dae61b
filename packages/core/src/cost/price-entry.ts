import { escapePattern } from '../escape-pattern';
import type { ProviderName } from '../facts';
import type { TokenRates } from './token-rates';

/** US dollars per million tokens. What is absent costs what the general kind costs: cached input costs `input`. */
export interface TokenPrices {
  readonly input: number;
  /** Absent for models that answer with no tokens (embeddings). */
  readonly output?: number | undefined;
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
  readonly cacheWriteOneHour?: number | undefined;
  readonly audioInput?: number | undefined;
  readonly audioOutput?: number | undefined;
  readonly imageInput?: number | undefined;
  readonly imageOutput?: number | undefined;
}

/** One line of a price table, of the user's file or of our own. The first that fits a call is the one that counts. */
export interface PriceEntry {
  /** Value of `gen_ai.provider.name`; absent: any provider. */
  readonly provider?: ProviderName | undefined;
  /** Model id, where `*` stands for any characters; upper and lower case are the same. */
  readonly model: string;
  /** Only for calls served in this tier, whose price it already is; absent: the price of the standard tier. */
  readonly serviceTier?: string | undefined;
  /** Only for calls with more input tokens than this. */
  readonly aboveInputTokens?: number | undefined;
  /** `unpriced`: what the price data says of this model is known to be wrong, and what is right is not known. */
  readonly usdPerMillionTokens: TokenPrices | 'unpriced';
}

/** The test of an entry's model ids, made once per entry. */
export function modelPattern(entry: PriceEntry): RegExp {
  const literals = entry.model.split('*').map(escapePattern);
  return new RegExp(`^${literals.join('.*')}$`, 'i');
}

/** @returns `undefined` for a model without a price. */
export function ratesOfEntry({ usdPerMillionTokens: prices }: PriceEntry): TokenRates | undefined {
  if (prices === 'unpriced') return undefined;
  return { ...prices, output: prices.output ?? 'unknown', cacheWriteOneHour: prices.cacheWriteOneHour ?? prices.cacheWrite };
}
