import { twoSidedTail } from './normal-distribution';
import type { Sample } from './sample';

export interface RankComparison {
  readonly test: 'Mann-Whitney U' | 'Mann-Whitney U, exact';
  /** Two-sided. */
  readonly pValue: number;
  /** Pairs of one baseline and one candidate value in which the candidate's is greater; ties count half. */
  readonly u: number;
  /** Cliff's delta, -1 to 1: share of pairs in which the candidate's value is greater less the share in which it is smaller. */
  readonly delta: number;
}

/** Largest size of each side whose distribution is counted out instead of approximated; there it differs in the third digit. */
const largestExact = 20;

/** Neither side may be empty. */
export function mannWhitney(baseline: Sample, candidate: Sample): RankComparison {
  const { u, tieSum } = countPairs(baseline, candidate);
  const pairs = baseline.size * candidate.size;
  const exact = tieSum === 0 && Math.max(baseline.size, candidate.size) <= largestExact;
  return {
    test: exact ? 'Mann-Whitney U, exact' : 'Mann-Whitney U',
    pValue: exact ? exactPValue(u, baseline.size, candidate.size) : approximatePValue(u, tieSum, baseline.size, candidate.size),
    u,
    delta: (2 * u) / pairs - 1,
  };
}

/** One pass over both sides; `tieSum` is the sum of t³ - t over groups of t equal values. */
function countPairs(baseline: Sample, candidate: Sample): { u: number; tieSum: number } {
  let [before, after, below, u, tieSum] = [0, 0, 0, 0, 0];
  while (before < baseline.values.length || after < candidate.values.length) {
    const beforeValue = baseline.values[before] ?? Number.POSITIVE_INFINITY;
    const afterValue = candidate.values[after] ?? Number.POSITIVE_INFINITY;
    const beforeCount = beforeValue <= afterValue ? (baseline.counts[before++] ?? 0) : 0;
    const afterCount = afterValue <= beforeValue ? (candidate.counts[after++] ?? 0) : 0;
    u += afterCount * (below + beforeCount / 2);
    below += beforeCount;
    const tied = beforeCount + afterCount;
    tieSum += tied ** 3 - tied;
  }
  return { u, tieSum };
}

/** With corrections for ties and continuity. */
function approximatePValue(u: number, tieSum: number, baselineSize: number, candidateSize: number): number {
  const size = baselineSize + candidateSize;
  const pairs = baselineSize * candidateSize;
  const deviation = Math.sqrt((pairs / 12) * (size + 1 - tieSum / (size * (size - 1))));
  const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
  return deviation > 0 ? twoSidedTail(distance / deviation) : 1;
}

function exactPValue(u: number, baselineSize: number, candidateSize: number): number {
  const arrangements = countArrangements(baselineSize, candidateSize);
  const least = Math.min(u, baselineSize * candidateSize - u);
  const all = arrangements.reduce((sum, count) => sum + count, 0);
  const extreme = arrangements.slice(0, least + 1).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * extreme) / all);
}

/**
 * Of each U, how many orders of the two sides have it: coefficients of the Gaussian binomial, the product of
 * (1 - q^(baselineSize + k)) / (1 - q^k) for k up to `candidateSize`.
 */
function countArrangements(baselineSize: number, candidateSize: number): number[] {
  const counts = Array.from({ length: baselineSize * candidateSize + 1 }, (_, u): number => (u === 0 ? 1 : 0));
  for (let factor = 1; factor <= candidateSize; factor += 1) {
    for (let u = counts.length - 1; u >= baselineSize + factor; u -= 1)
      counts[u] = (counts[u] ?? 0) - (counts[u - baselineSize - factor] ?? 0);
    for (let u = factor; u < counts.length; u += 1) counts[u] = (counts[u] ?? 0) + (counts[u - factor] ?? 0);
  }
  return counts;
}
