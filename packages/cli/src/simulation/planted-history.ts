import type { Measured } from '../compare/compare-metrics';
import { cost, errorRate, failRate, firstChunk, inputTokens, latency, outputTokens, refused, scoreOf, truncated } from '../compare/metric';
import { sampleOf, type Sample } from '../statistics/sample';
import { drawNormal, seededRandom } from '../statistics/seeded-random';

/** What the candidate of a history does worse than its baseline; nothing where all is absent. */
export interface Planted {
  /** Points of the error rate, over 2 %. */
  readonly errorRate?: number;
  /** Points of the share of answers that are not as asked for, over 5 %. */
  readonly validation?: number;
  /** Part by which every latency is longer. */
  readonly latency?: number;
  /** Stars that one in so many answers loses. */
  readonly score?: number;
}

const stars = [2, 3, 3, 4, 4, 4, 4, 5, 5, 5];

/** Measurements of ten metrics of two versions, as services have them: most latencies short, some long; tokens in whole numbers. */
export function plantHistory(calls: number, seed: number, planted: Planted): Measured[] {
  const random = seededRandom(seed);
  const shares = (probability: number, change = 0) => ({
    kind: 'share' as const,
    baseline: { hits: countHits(calls, probability), size: calls },
    candidate: { hits: countHits(calls, probability + change), size: calls },
  });
  const amounts = (draw: () => number, change = (value: number): number => value) => ({
    kind: 'amount' as const,
    baseline: sampleTimes(calls, draw),
    candidate: sampleTimes(calls, () => change(draw())),
  });
  function countHits(size: number, probability: number): number {
    let hits = 0;
    for (let index = 0; index < size; index += 1) if (random() < probability) hits += 1;
    return hits;
  }
  const lognormal = (median: number, spread: number): number => median * Math.exp(spread * drawNormal(random));
  const star = (): number => stars[Math.floor(random() * stars.length)] ?? 0;
  const { score = 0, latency: slower = 0 } = planted;
  return [
    { metric: errorRate, ...shares(0.02, planted.errorRate) },
    { metric: truncated, ...shares(0.01) },
    { metric: refused, ...shares(0.005) },
    { metric: failRate('output_validation'), ...shares(0.05, planted.validation) },
    {
      metric: latency,
      ...amounts(
        () => lognormal(1.2, 0.6),
        (seconds) => seconds * (1 + slower),
      ),
    },
    { metric: firstChunk, ...amounts(() => lognormal(0.3, 0.4)) },
    { metric: inputTokens, ...amounts(() => Math.round(lognormal(800, 0.3))) },
    { metric: outputTokens, ...amounts(() => Math.round(lognormal(150, 0.7))) },
    { metric: cost, ...amounts(() => lognormal(0.002, 0.6)) },
    { metric: scoreOf('helpfulness'), ...amounts(star, (value) => (random() < score ? Math.max(1, value - 1) : value)) },
  ];
}

function sampleTimes(size: number, draw: () => number): Sample {
  return sampleOf(Array.from({ length: size }, draw));
}
