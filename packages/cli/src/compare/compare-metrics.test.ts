import { sampleOf } from '../statistics/sample';
import { compareMetrics, comparisonRules, type Measured } from './compare-metrics';
import { errorRate, failRate, inputTokens, latency, scoreOf, truncated } from './metric';

function shares(metric: typeof errorRate, baselineHits: number, candidateHits: number, size = 200): Measured {
  return { metric, kind: 'share', baseline: { hits: baselineHits, size }, candidate: { hits: candidateHits, size } };
}

function amounts(metric: typeof latency, baseline: number[], candidate: number[]): Measured {
  return { metric, kind: 'amount', baseline: sampleOf(baseline), candidate: sampleOf(candidate) };
}

const hundred = Array.from({ length: 100 }, (_, index) => 1 + index / 100);

test('more errors are worse, fewer are better, as many are neither', () => {
  const verdicts = compareMetrics([shares(errorRate, 4, 40), shares(truncated, 40, 4), shares(failRate('format'), 20, 21)]);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['worse', 'better', 'no significant change']);
});

test('a longer latency is worse and a higher score is better', () => {
  const more = hundred.map((value) => value * 1.5);
  const verdicts = compareMetrics([amounts(latency, hundred, more), amounts(scoreOf('helpful'), hundred, more)]);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['worse', 'better']);
});

test('an amount is compared relative to the baseline, a share and a score in points', () => {
  const [tokens, errors, score] = compareMetrics([
    amounts(
      inputTokens,
      hundred,
      hundred.map((value) => value * 1.5),
    ),
    shares(errorRate, 10, 30),
    amounts(
      scoreOf('helpful'),
      hundred,
      hundred.map((value) => value + 1),
    ),
  ]);
  expect([tokens?.change, errors?.change, score?.change].map((change) => change?.toFixed(6))).toEqual(['0.500000', '0.100000', '1.000000']);
  expect([tokens?.changeKind, errors?.changeKind, score?.changeKind]).toEqual(['relative', 'points', 'points']);
});

test('the interval holds the change', () => {
  for (const { change = Number.NaN, interval: [low, high] = [1, -1] } of compareMetrics([
    amounts(
      latency,
      hundred,
      hundred.map((value) => value * 1.2),
    ),
    shares(errorRate, 10, 30),
  ])) {
    expect(low).toBeLessThan(change);
    expect(high).toBeGreaterThan(change);
  }
});

test('below the minimum on either side nothing is tested', () => {
  const few = hundred.slice(0, comparisonRules.minimumCalls - 1);
  for (const [baseline, candidate] of [
    [few, hundred.map((value) => value * 100)],
    [hundred.map((value) => value * 100), few],
    [[], hundred],
  ] as const) {
    const [compared] = compareMetrics([amounts(latency, [...baseline], [...candidate])]);
    expect(compared).toMatchObject({ verdict: 'not enough calls' });
    expect(compared).not.toHaveProperty('tested');
  }
});

test('a side without measurements has no figure, rather than 0', () => {
  const [compared] = compareMetrics([amounts(latency, [], hundred)]);
  expect(compared?.baseline).toEqual({ size: 0 });
});

test('p-values are adjusted for the metrics that were tested', () => {
  const one = shares(errorRate, 10, 22);
  const [alone] = compareMetrics([one]);
  const [among] = compareMetrics([one, shares(failRate('a'), 20, 21), shares(failRate('b'), 20, 21), shares(failRate('c'), 1, 1, 5)]);
  expect(alone?.verdict).toBe('worse');
  expect(among?.verdict).toBe('no significant change');
  expect(among?.tested?.adjustedPValue).toBeCloseTo(3 * (alone?.tested?.pValue ?? 0), 12);
});

test('what no call has is not tested, and makes nothing else harder to tell', () => {
  const [alone] = compareMetrics([shares(errorRate, 10, 22)]);
  const [among, none, all] = compareMetrics([shares(errorRate, 10, 22), shares(truncated, 0, 0), shares(failRate('a'), 200, 200)]);
  expect(among).toEqual(alone);
  expect([none?.verdict, all?.verdict]).toEqual(['no significant change', 'no significant change']);
  expect([none?.tested, all?.tested]).toEqual([undefined, undefined]);
});

test('a baseline of free calls has no relative change', () => {
  const [compared] = compareMetrics([
    amounts(
      latency,
      hundred.map(() => 0),
      hundred,
    ),
  ]);
  expect(compared).not.toHaveProperty('change');
  expect(compared).not.toHaveProperty('interval');
  expect(compared?.verdict).toBe('worse');
});
