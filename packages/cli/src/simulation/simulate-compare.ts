import { compareMetrics, comparisonRules } from '../compare/compare-metrics';
import { plantHistory, type Planted } from './planted-history';

export interface CompareFigures {
  readonly histories: number;
  /** Histories in which a metric that is alike on both sides was called worse or better. */
  readonly falseAlarms: number;
  /** Of what was called worse or better in a history, the part that is alike on both sides; their mean. */
  readonly falseShare: number;
  /** Histories in which what was planted was called worse; absent where nothing was. */
  readonly found?: number;
}

/** @param metric name of the one metric that `planted` makes worse */
export function simulateCompare(calls: number, planted: Planted, metric: string | undefined, histories: number): CompareFigures {
  let [falseAlarms, falseShares, found] = [0, 0, 0];
  for (let seed = 1; seed <= histories; seed += 1) {
    // Verdicts do not look at intervals: one resample saves the time.
    const comparisons = compareMetrics(plantHistory(calls, seed, planted), { ...comparisonRules, resamples: 1 });
    const significant = comparisons.filter(({ verdict }) => verdict === 'worse' || verdict === 'better');
    const wrong = significant.filter((comparison) => comparison.metric.name !== metric);
    if (wrong.length > 0) falseAlarms += 1;
    falseShares += wrong.length / Math.max(1, significant.length);
    if (significant.some((comparison) => comparison.metric.name === metric && comparison.verdict === 'worse')) found += 1;
  }
  return { histories, falseAlarms, falseShare: falseShares / histories, ...(metric !== undefined && { found }) };
}
