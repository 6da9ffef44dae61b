import type { CostEstimator } from './cost-estimator';
import { PriceBook } from './price-book';
import type { PriceEntry } from './price-entry';
import { readPriceFile } from './price-file';
import { loadPriceLibrary } from './price-library';

export interface CostEstimatorOptions {
  /** JSON with prices of the user's own, which win over all others. @default none */
  readonly pricesFile?: string | undefined;
  /** Takes one sentence for each thing wrong with the price file or the price data, when they are loaded. */
  warn(sentence: string): void;
}

/** An estimator that reads its prices at the first estimate, or at `preload`. */
export function createCostEstimator(options: CostEstimatorOptions): CostEstimator {
  let book: PriceBook | undefined;
  let failed = false;

  function load(): PriceBook | undefined {
    if (book !== undefined || failed) return book;
    try {
      book = new PriceBook(loadPriceLibrary(), readOwnPrices(options));
    } catch {
      failed = true;
      options.warn('genspan: the price data cannot be loaded (@pydantic/genai-prices); install it, or calls have no cost.');
    }
    return book;
  }

  return {
    preload: () => void load(),
    estimate(call) {
      try {
        return load()?.estimate(call);
      } catch {
        return undefined;
      }
    },
  };
}

function readOwnPrices({ pricesFile, warn }: CostEstimatorOptions): readonly PriceEntry[] {
  if (pricesFile === undefined) return [];
  const { entries, problems } = readPriceFile(pricesFile);
  problems.forEach((problem) => warn(problem));
  return entries;
}
