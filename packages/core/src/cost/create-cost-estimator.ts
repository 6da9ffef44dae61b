import type { OperationName, ProviderName } from '../facts';
import type { CostFacts } from '../record/recorder';
import type { CostEstimator, PricedCall } from './cost-estimator';
import { modelPattern, ratesOfEntry, type PriceEntry } from './price-entry';
import { readPriceFile } from './price-file';
import { loadPriceLibrary, type PriceLibrary, type RatesOverTime } from './price-library';
import { priceOverrides } from './price-overrides';
import { serviceTierFactor } from './service-tiers';
import { chargeUsage, type TokenRates } from './token-rates';

export interface CostEstimatorOptions {
  /** JSON with prices of the user's own, which win over all others. @default none */
  readonly pricesFile?: string | undefined;
  /** Takes one sentence for each thing wrong with the price file or the price data, when they are loaded. */
  warn(sentence: string): void;
}

/** Model names may come from the users of an application: what is remembered of them is bounded. */
const maxRemembered = 1000;

/** Calls that are not answered in tokens; of all others the output must be known. */
const inputOnly: ReadonlySet<OperationName> = new Set(['embeddings', 'retrieval', 'rerank', 'moderation']);

interface Table {
  readonly source: string;
  readonly rows: readonly Row[];
}

interface Row {
  readonly entry: PriceEntry;
  readonly pattern: RegExp;
  /** Absent: the entry says that there is no price. */
  readonly rates: TokenRates | undefined;
}

/** What there is for one model of one provider, before tier and context length are looked at. */
interface ModelPrices {
  readonly own: readonly Row[];
  readonly overrides: readonly Row[];
  readonly listed: RatesOverTime | undefined;
}

interface Price {
  readonly source: string;
  readonly rates: TokenRates | undefined;
  readonly factor: number | undefined;
}

export function createCostEstimator(options: CostEstimatorOptions): CostEstimator {
  let prices: Prices | undefined;
  let failed = false;

  function load(): Prices | undefined {
    if (prices !== undefined || failed) return prices;
    try {
      prices = new Prices(loadPriceLibrary(), readOwnPrices(options));
    } catch {
      failed = true;
      options.warn('genspan: the price data cannot be loaded (@pydantic/genai-prices); install it, or calls have no cost.');
    }
    return prices;
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

class Prices {
  readonly #library: PriceLibrary;
  readonly #own: Table;
  readonly #overrides: Table;
  readonly #remembered = new Map<string, ModelPrices>();

  constructor(library: PriceLibrary, own: readonly PriceEntry[]) {
    this.#library = library;
    this.#own = tableOf('GENSPAN_PRICES', own);
    this.#overrides = tableOf('override', priceOverrides);
  }

  estimate(call: PricedCall): CostFacts | undefined {
    if (call.usage.outputTokens === undefined && !inputOnly.has(call.operation)) return undefined;
    const price = this.#choose(call);
    if (price?.rates === undefined || price.factor === undefined) return undefined;
    const { factor, source } = price;
    const amounts = chargeUsage(call.usage, price.rates);
    if (amounts === undefined) return undefined;
    return { totalUsd: amounts.totalUsd * factor, inputUsd: amounts.inputUsd * factor, outputUsd: amounts.outputUsd * factor, source };
  }

  /** The answer names the model that served it, where the request may name an alias or a deployment. */
  #choose(call: PricedCall): Price | undefined {
    const models = [...new Set([call.responseModel, call.requestModel])].filter((model) => model !== undefined);
    const found = models.map((model) => this.#find(call.provider, model));
    for (const { own } of found) {
      const price = choose(own, this.#own.source, call);
      if (price !== undefined) return price;
    }
    for (const { overrides, listed } of found) {
      const price = choose(overrides, this.#overrides.source, call);
      if (price !== undefined) return price;
      if (listed !== undefined) return { source: this.#library.source, rates: listed(call.startTimeMs), factor: listFactor(call) };
    }
    return undefined;
  }

  #find(provider: ProviderName, model: string): ModelPrices {
    const key = `${provider}\n${model}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const found = {
      own: fitting(this.#own, provider, model),
      overrides: fitting(this.#overrides, provider, model),
      listed: this.#library.find(provider, model),
    };
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size < maxRemembered) break;
      this.#remembered.delete(oldest);
    }
    this.#remembered.set(key, found);
    return found;
  }
}

function tableOf(source: string, entries: readonly PriceEntry[]): Table {
  return { source, rows: entries.map((entry) => ({ entry, pattern: modelPattern(entry), rates: ratesOfEntry(entry) })) };
}

function fitting({ rows }: Table, provider: ProviderName, model: string): readonly Row[] {
  return rows.filter(({ entry, pattern }) => (entry.provider === undefined || entry.provider === provider) && pattern.test(model));
}

function choose(rows: readonly Row[], source: string, call: PricedCall): Price | undefined {
  const row = rows.find(
    ({ entry }) =>
      (entry.serviceTier === undefined || entry.serviceTier === call.serviceTier) &&
      (entry.aboveInputTokens === undefined || call.usage.inputTokens > entry.aboveInputTokens),
  );
  if (row === undefined) return undefined;
  return { source, rates: row.rates, factor: row.entry.serviceTier === undefined ? listFactor(call) : 1 };
}

function listFactor({ provider, serviceTier }: PricedCall): number | undefined {
  return serviceTierFactor(provider, serviceTier);
}
