import { benjaminiHochberg } from '../statistics/benjamini-hochberg';
import { bootstrapInterval } from '../statistics/bootstrap-interval';
import { compareProportions, shareOf, type Proportion } from '../statistics/compare-proportions';
import { mannWhitney } from '../statistics/mann-whitney';
import { meanOf, quantileOf, type Sample } from '../statistics/sample';
import type { Metric } from './metric';

/** What was measured of one metric on both sides. */
export type Measured = { readonly metric: Metric } & (
  | { readonly kind: 'share'; readonly baseline: Proportion; readonly candidate: Proportion }
  | { readonly kind: 'amount'; readonly baseline: Sample; readonly candidate: Sample }
);

export interface ComparisonRules {
  /** Of all metrics called worse or better, the share that is expected to be so by chance only. */
  readonly alpha: number;
  /** Fewest measurements on each side; below, nothing is tested. */
  readonly minimumCalls: number;
  readonly resamples: number;
  readonly seed: number;
}

export const comparisonRules: ComparisonRules = { alpha: 0.05, minimumCalls: 30, resamples: 1000, seed: 1 };

export interface Side {
  /** Measurements. */
  readonly size: number;
  /** Absent where nothing was measured. */
  readonly figure?: number;
}

export interface Tested {
  readonly test: string;
  readonly pValue: number;
  /** By Benjamini and Hochberg, over all metrics that were tested. */
  readonly adjustedPValue: number;
  /** Cliff's delta of an amount. */
  readonly delta?: number;
}

export interface MetricComparison {
  readonly metric: Metric;
  readonly baseline: Side;
  readonly candidate: Side;
  /** `relative`: part of the baseline's figure; `points`: difference of two shares, of two scores. */
  readonly changeKind: 'relative' | 'points';
  /** Candidate against baseline; absent where a side has no figure, or nothing can be related to it. */
  readonly change?: number;
  /** 95 % interval of `change`. */
  readonly interval?: readonly [low: number, high: number];
  /** Absent where there were not enough calls, or no call on either side could differ. */
  readonly tested?: Tested;
  readonly verdict: 'worse' | 'better' | 'no significant change' | 'not enough calls';
}

interface Outcome {
  readonly change?: number | undefined;
  readonly interval?: readonly [low: number, high: number] | undefined;
  readonly test?: { readonly test: string; readonly pValue: number; readonly delta?: number; readonly isMore: boolean } | undefined;
}

export function compareMetrics(measured: readonly Measured[], rules: ComparisonRules = comparisonRules): MetricComparison[] {
  const outcomes = measured.map((one) => (isEnough(one, rules) ? outcomeOf(one, rules) : {}));
  const pValues = outcomes.flatMap(({ test }) => (test === undefined ? [] : [test.pValue]));
  const adjusted = benjaminiHochberg(pValues).values();
  return measured.map((one, index) => {
    const { test, change, interval } = outcomes[index] ?? {};
    const adjustedPValue = test && (adjusted.next().value ?? 1);
    return {
      metric: one.metric,
      baseline: sideOf(one, 'baseline'),
      candidate: sideOf(one, 'candidate'),
      changeKind: changeKindOf(one.metric),
      ...(change !== undefined && { change }),
      ...(interval !== undefined && { interval }),
      ...(test !== undefined && adjustedPValue !== undefined && { tested: testedOf(test, adjustedPValue) }),
      verdict: !isEnough(one, rules)
        ? 'not enough calls'
        : test === undefined || adjustedPValue === undefined || adjustedPValue > rules.alpha
          ? 'no significant change'
          : test.isMore === (one.metric.worse === 'more')
            ? 'worse'
            : 'better',
    };
  });
}

function isEnough({ baseline, candidate }: Measured, { minimumCalls }: ComparisonRules): boolean {
  return Math.min(baseline.size, candidate.size) >= Math.max(1, minimumCalls);
}

function testedOf({ test, pValue, delta }: NonNullable<Outcome['test']>, adjustedPValue: number): Tested {
  return { test, pValue, adjustedPValue, ...(delta !== undefined && { delta }) };
}

function changeKindOf({ unit }: Metric): 'relative' | 'points' {
  return unit === 'share' || unit === 'score' ? 'points' : 'relative';
}

function sideOf(measured: Measured, name: 'baseline' | 'candidate'): Side {
  const { size } = measured[name];
  if (size === 0) return { size };
  return { size, figure: measured.kind === 'share' ? shareOf(measured[name]) : figureOf(measured.metric, measured[name]) };
}

function figureOf({ figure }: Metric, sample: Sample): number {
  return figure === 'median' ? quantileOf(sample, 0.5) : meanOf(sample);
}

function outcomeOf(measured: Measured, rules: ComparisonRules): Outcome {
  return measured.kind === 'share' ? shareOutcome(measured) : amountOutcome(measured, rules);
}

function shareOutcome({ baseline, candidate }: Measured & { readonly kind: 'share' }): Outcome {
  const { difference, interval, test, pValue } = compareProportions(baseline, candidate);
  const hits = baseline.hits + candidate.hits;
  // What no call has, or every call, cannot differ: testing it would only make the others harder to tell (Tarone 1990).
  const isTestable = hits > 0 && hits < baseline.size + candidate.size;
  return { change: difference, interval, test: isTestable ? { test, pValue, isMore: difference > 0 } : undefined };
}

function amountOutcome(
  { metric, baseline, candidate }: Measured & { readonly kind: 'amount' },
  { resamples, seed }: ComparisonRules,
): Outcome {
  const isRelative = changeKindOf(metric) === 'relative';
  const changeOf = (before: number, after: number): number =>
    isRelative ? (before > 0 ? after / before - 1 : Number.NaN) : after - before;
  const change = changeOf(figureOf(metric, baseline), figureOf(metric, candidate));
  const interval = bootstrapInterval(baseline, candidate, { figureOf: (sample) => figureOf(metric, sample), changeOf, resamples, seed });
  const { test, pValue, delta } = mannWhitney(baseline, candidate);
  return { change: Number.isNaN(change) ? undefined : change, interval, test: { test, pValue, delta, isMore: delta > 0 } };
}
