/** All prices in use, in their order: the user's own, our corrections, the library's. */
import type { OperationName, ProviderName } from '../facts';
import type { CostFacts } from '../record/recorder';
import type { PricedCall } from './cost-estimator';
import { modelPattern, ratesOfEntry, type PriceEntry } from './price-entry';
import type { PriceLibrary, RatesOverTime } from './price-library';
import { priceOverrides } from './price-overrides';
import { serviceTierFactor } from './service-tiers';
import { chargeUsage, type TokenRates } from './token-rates';

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
  /** By what the rates are to be multiplied; absent: not known. */
  readonly factor: number | undefined;
}

export class PriceBook {
  readonly #library: PriceLibrary;
  readonly #own: Table;
  readonly #overrides: Table;
  readonly #remembered = new Map<string, readonly ModelPrices[]>();

  constructor(library: PriceLibrary, own: readonly PriceEntry[]) {
    this.#library = library;
    this.#own = tableOf('GENSPAN_PRICES', own);
    this.#overrides = tableOf('override', priceOverrides);
  }

  estimate(call: PricedCall): CostFacts | undefined {
    if (call.usage.outputTokens === undefined && !inputOnly.has(call.operation)) return undefined;
    const price = this.#priceOf(call);
    if (price?.rates === undefined || price.factor === undefined) return undefined;
    const { factor, source } = price;
    const amounts = chargeUsage(call.usage, price.rates);
    if (amounts === undefined) return undefined;
    return { totalUsd: amounts.totalUsd * factor, inputUsd: amounts.inputUsd * factor, outputUsd: amounts.outputUsd * factor, source };
  }

  #priceOf(call: PricedCall): Price | undefined {
    const { provider, serviceTier, startTimeMs } = call;
    const found = this.#findAll(call);
    for (const { own } of found) {
      const price = firstFitting(own, this.#own.source, call);
      if (price !== undefined) return price;
    }
    for (const { overrides, listed } of found) {
      const price = firstFitting(overrides, this.#overrides.source, call);
      if (price !== undefined) return price;
      if (listed !== undefined) {
        return { source: this.#library.source, rates: listed(startTimeMs), factor: serviceTierFactor(provider, serviceTier) };
      }
    }
    return undefined;
  }

  #findAll(call: PricedCall): readonly ModelPrices[] {
    const key = `${call.provider}\n${call.responseModel}\n${call.requestModel}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const found = modelsOf(call).map((model) => this.#find(call.provider, model));
    for (const oldest of this.#remembered.keys()) {
      if (this.#remembered.size < maxRemembered) break;
      this.#remembered.delete(oldest);
    }
    this.#remembered.set(key, found);
    return found;
  }

  #find(provider: ProviderName, model: string): ModelPrices {
    return {
      own: rowsFor(this.#own, provider, model),
      overrides: rowsFor(this.#overrides, provider, model),
      listed: this.#library.find(provider, model),
    };
  }
}

/** The answer names the model that served it, where the request may name an alias or a deployment. */
function modelsOf({ provider, requestModel, responseModel }: PricedCall): readonly string[] {
  // Bedrock's price depends on the region, which only the request names: `eu.anthropic.claude-...`.
  const models = provider === 'aws.bedrock' ? [requestModel, responseModel] : [responseModel, requestModel];
  return [...new Set(models)].filter((model) => model !== undefined);
}

function tableOf(source: string, entries: readonly PriceEntry[]): Table {
  return { source, rows: entries.map((entry) => ({ entry, pattern: modelPattern(entry), rates: ratesOfEntry(entry) })) };
}

function rowsFor({ rows }: Table, provider: ProviderName, model: string): readonly Row[] {
  return rows.filter(({ entry, pattern }) => (entry.provider === undefined || entry.provider === provider) && pattern.test(model));
}

function firstFitting(rows: readonly Row[], source: string, { provider, serviceTier, usage }: PricedCall): Price | undefined {
  const row = rows.find(
    ({ entry }) =>
      (entry.serviceTier === undefined || entry.serviceTier === serviceTier) &&
      (entry.aboveInputTokens === undefined || usage.inputTokens > entry.aboveInputTokens),
  );
  if (row === undefined) return undefined;
  return { source, rates: row.rates, factor: row.entry.serviceTier === undefined ? serviceTierFactor(provider, serviceTier) : 1 };
}
