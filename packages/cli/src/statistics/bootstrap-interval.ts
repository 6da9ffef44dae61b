import type { Sample } from './sample';
import { drawPoisson, seededRandom } from './seeded-random';

export interface BootstrapOptions {
  /** Of a side, what is compared: its mean, a quantile. */
  readonly figureOf: (sample: Sample) => number;
  /** What of both figures the interval is of: their difference, their ratio. */
  readonly changeOf: (baseline: number, candidate: number) => number;
  readonly resamples: number;
  readonly seed: number;
}

/** Neighbouring values are merged into so many groups of about equal size: far more than the width of an interval can tell. */
const mostValues = 500;

/**
 * 95 % percentile interval of a change, over resamples in which each measurement stands a Poisson(1) number of times (Hanley and
 * MacGibbon 2006): that of n measurements drawn with replacement, without a step for each of a million. `undefined` where a side is empty.
 */
export function bootstrapInterval(
  baseline: Sample,
  candidate: Sample,
  { figureOf, changeOf, resamples, seed }: BootstrapOptions,
): [low: number, high: number] | undefined {
  const random = seededRandom(seed);
  const [before, after] = [mergeNeighbours(baseline), mergeNeighbours(candidate)];
  const changes = new Float64Array(resamples);
  for (let index = 0; index < resamples; index += 1) {
    changes[index] = changeOf(figureOf(resample(before, random)), figureOf(resample(after, random)));
  }
  const known = changes.filter((change) => !Number.isNaN(change)).toSorted();
  const [low, high] = [known[Math.floor(known.length * 0.025)], known[Math.ceil(known.length * 0.975) - 1]];
  return low === undefined || high === undefined ? undefined : [low, high];
}

function resample({ values, counts }: Sample, random: () => number): Sample {
  const drawn = new Float64Array(counts.length);
  let size = 0;
  for (let index = 0; index < counts.length; index += 1) {
    drawn[index] = drawPoisson(random, counts[index] ?? 0);
    size += drawn[index] ?? 0;
  }
  return { values, counts: drawn, size };
}

function mergeNeighbours(sample: Sample): Sample {
  if (sample.values.length <= mostValues) return sample;
  const values: number[] = [];
  const counts: number[] = [];
  let [sum, count, seen] = [0, 0, 0];
  sample.values.forEach((value, index) => {
    const times = sample.counts[index] ?? 0;
    sum += value * times;
    count += times;
    if (seen + count < ((values.length + 1) * sample.size) / mostValues && index < sample.values.length - 1) return;
    values.push(sum / count);
    counts.push(count);
    seen += count;
    [sum, count] = [0, 0];
  });
  return { values: Float64Array.from(values), counts: Float64Array.from(counts), size: sample.size };
}
