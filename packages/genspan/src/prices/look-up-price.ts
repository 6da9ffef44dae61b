import type { createCostEstimator } from '@genspan/core';

type CostEstimator = ReturnType<typeof createCostEstimator>;
type PricedCall = Parameters<CostEstimator['estimate']>[0];

/** What is asked for, in the words of a call. */
export type PriceQuery = Pick<PricedCall, 'provider' | 'serviceTier' | 'startTimeMs'> & {
  readonly model: string;
  /** Length of the context: beyond some length all tokens of a call cost more. */
  readonly inputTokens: number;
};

/** What calls are charged now; absent where it is not known. */
export interface PriceAnswer {
  readonly provider: string;
  readonly model: string;
  readonly usdPerMillionTokens?: ModelRates;
  /** As `genspan.cost.source` has it. */
  readonly source?: string;
}

export interface ModelRates {
  readonly input: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  /** Absent for models that answer with no tokens. */
  readonly output?: number;
}

const outputTokens = 1_000;

/** Asks the estimator of calls rather than the price data: what it answers is what the application's calls will carry. */
export function lookUpPrice(costs: CostEstimator, { provider, model, serviceTier, inputTokens, startTimeMs }: PriceQuery): PriceAnswer {
  const common = { provider, requestModel: model, serviceTier, startTimeMs } as const;
  const chat = (usage: object) => costs.estimate({ ...common, operation: 'chat', usage: { inputTokens, outputTokens, ...usage } });
  const answered = chat({});
  const plain = answered ?? costs.estimate({ ...common, operation: 'embeddings', usage: { inputTokens } });
  if (plain?.inputUsd === undefined) return { provider, model };
  const output = answered?.outputUsd;
  const cacheRead = chat({ cacheReadInputTokens: inputTokens })?.inputUsd;
  const cacheWrite = chat({ cacheWriteInputTokens: inputTokens })?.inputUsd;
  return {
    provider,
    model,
    usdPerMillionTokens: {
      input: perMillion(plain.inputUsd, inputTokens),
      ...(cacheRead === undefined ? {} : { cacheRead: perMillion(cacheRead, inputTokens) }),
      ...(cacheWrite === undefined ? {} : { cacheWrite: perMillion(cacheWrite, inputTokens) }),
      ...(output === undefined ? {} : { output: perMillion(output, outputTokens) }),
    },
    source: plain.source,
  };
}

/** Prices are decimal: the last digits of a quotient are those of binary fractions. */
function perMillion(usd: number, tokens: number): number {
  return Number(((usd / tokens) * 1_000_000).toPrecision(10));
}
