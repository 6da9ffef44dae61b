import type { MetricComparison } from './compare-metrics';

export interface FailureRules {
  /** Names of metrics; `any`: every one; `none`: nothing fails. */
  readonly failOn: 'any' | 'none' | readonly string[];
  /** By metric, how much worse is tolerated: a part of the baseline's figure, or points of a share or a score. */
  readonly maxRegression: Readonly<Record<string, number>>;
}

/** What is significantly worse, is looked at, and is worse by more than is tolerated: metrics that fail the comparison. */
export function findRegressions(comparisons: readonly MetricComparison[], { failOn, maxRegression }: FailureRules): MetricComparison[] {
  return comparisons.filter(({ metric, verdict, change }) => {
    const isLookedAt = failOn !== 'none' && (failOn === 'any' || failOn.includes(metric.name) || maxRegression[metric.name] !== undefined);
    if (verdict !== 'worse' || !isLookedAt) return false;
    const tolerated = maxRegression[metric.name];
    // Without a change in numbers nothing says that it is small.
    if (tolerated === undefined || change === undefined) return true;
    return (metric.worse === 'more' ? change : -change) > tolerated;
  });
}
