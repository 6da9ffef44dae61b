import { logFactorial } from './log-factorial';
import { twoSided95, twoSidedTail } from './normal-distribution';

/** `hits` of `size`. */
export interface Proportion {
  readonly hits: number;
  readonly size: number;
}

export interface ProportionComparison {
  readonly test: 'two-proportion z' | 'Fisher exact';
  /** Two-sided. */
  readonly pValue: number;
  /** Candidate's share less the baseline's. */
  readonly difference: number;
  /** 95 % interval of `difference`. */
  readonly interval: readonly [low: number, high: number];
}

/** Fewest hits and misses that each side would have if both were alike, below which a normal approximation is wrong (Cochran 1954). */
const fewestExpected = 5;

/** Neither side may be empty. */
export function compareProportions(baseline: Proportion, candidate: Proportion): ProportionComparison {
  const enough = fewestExpectedCount(baseline, candidate) >= fewestExpected;
  return {
    test: enough ? 'two-proportion z' : 'Fisher exact',
    pValue: enough ? twoProportionPValue(baseline, candidate) : fisherPValue(baseline, candidate),
    difference: shareOf(candidate) - shareOf(baseline),
    interval: newcombeInterval(baseline, candidate),
  };
}

export function shareOf({ hits, size }: Proportion): number {
  return hits / size;
}

function fewestExpectedCount(baseline: Proportion, candidate: Proportion): number {
  const hits = baseline.hits + candidate.hits;
  const size = baseline.size + candidate.size;
  return (Math.min(hits, size - hits) * Math.min(baseline.size, candidate.size)) / size;
}

/** Both variances from the share of all: what holds if the sides are alike. */
export function twoProportionPValue(baseline: Proportion, candidate: Proportion): number {
  const share = (baseline.hits + candidate.hits) / (baseline.size + candidate.size);
  const deviation = Math.sqrt(share * (1 - share) * (1 / baseline.size + 1 / candidate.size));
  return deviation === 0 ? 1 : twoSidedTail((shareOf(candidate) - shareOf(baseline)) / deviation);
}

/** Sum of the probabilities of all tables that are no likelier than this one. */
export function fisherPValue(baseline: Proportion, candidate: Proportion): number {
  const hits = baseline.hits + candidate.hits;
  const size = baseline.size + candidate.size;
  const logProbability = (baselineHits: number): number =>
    logChoices(baseline.size, baselineHits) + logChoices(candidate.size, hits - baselineHits) - logChoices(size, hits);
  // Tables of equal probability differ in the last digits.
  const observed = logProbability(baseline.hits) + 1e-7;
  let sum = 0;
  for (let count = Math.max(0, hits - candidate.size); count <= Math.min(hits, baseline.size); count += 1) {
    const each = logProbability(count);
    if (each <= observed) sum += Math.exp(each);
  }
  return Math.min(1, sum);
}

function logChoices(size: number, chosen: number): number {
  return logFactorial(size) - logFactorial(chosen) - logFactorial(size - chosen);
}

/** Newcombe (1998), method 10, from two Wilson intervals: sound for small samples and shares near 0 and 1. */
export function newcombeInterval(baseline: Proportion, candidate: Proportion): [low: number, high: number] {
  const [before, after] = [shareOf(baseline), shareOf(candidate)];
  const [beforeLow, beforeHigh] = wilsonInterval(baseline);
  const [afterLow, afterHigh] = wilsonInterval(candidate);
  const difference = after - before;
  return [difference - Math.hypot(after - afterLow, beforeHigh - before), difference + Math.hypot(afterHigh - after, before - beforeLow)];
}

function wilsonInterval({ hits, size }: Proportion): [low: number, high: number] {
  const square = twoSided95 ** 2;
  const middle = (hits + square / 2) / (size + square);
  const reach = (twoSided95 * Math.sqrt((hits * (size - hits)) / size + square / 4)) / (size + square);
  return [middle - reach, middle + reach];
}
