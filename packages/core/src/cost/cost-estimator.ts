import type { OperationName, ProviderName, Usage } from '../facts';
import type { CostFacts } from '../record/recorder';

/** What the price of a call depends on. */
export interface PricedCall {
  readonly operation: OperationName;
  readonly provider: ProviderName;
  readonly requestModel?: string | undefined;
  readonly responseModel?: string | undefined;
  /** Of the response where it is told, else of the request: `batch`, `flex` and `priority` change the price. */
  readonly serviceTier?: string | undefined;
  readonly usage: Usage;
  /** Prices change over time: milliseconds since the epoch at which the call started. */
  readonly startTimeMs: number;
}

export interface CostEstimator {
  /** Loads the price data, which takes some 50 ms: best while the first call waits for its answer. Otherwise the first estimate does. */
  preload?(): void;
  /** `undefined` for an unknown model or price; never 0 for want of knowledge. Never throws. */
  estimate(call: PricedCall): CostFacts | undefined;
}
