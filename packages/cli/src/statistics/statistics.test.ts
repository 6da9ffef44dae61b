import { bootstrapInterval } from './bootstrap-interval';
import { compareProportions } from './compare-proportions';
import { mannWhitney } from './mann-whitney';
import { meanOf, quantileOf, sampleOf, type Sample } from './sample';
import { drawNormal, drawPoisson, seededRandom } from './seeded-random';

describe('a sample', () => {
  test('counts equal values together', () => {
    const sample = sampleOf([3, 1, 3, 2]);
    expect([...sample.values]).toEqual([1, 2, 3]);
    expect([...sample.counts]).toEqual([1, 1, 2]);
    expect(sample.size).toBe(4);
  });

  test('has the mean and the quantiles of its measurements', () => {
    expect(meanOf(sampleOf([1, 2, 3, 3]))).toBe(2.25);
    expect(quantileOf(sampleOf([1, 2, 4, 8]), 0.5)).toBe(3);
    expect(quantileOf(sampleOf([1, 2, 4]), 0.5)).toBe(2);
    expect(quantileOf(sampleOf([1, 2, 4]), 1)).toBe(4);
  });

  test('of nothing has neither', () => {
    expect([meanOf(sampleOf([])), quantileOf(sampleOf([]), 0.5)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('shares', () => {
  test('are compared by Fisher where either side would have fewer than five hits or misses', () => {
    expect(compareProportions({ hits: 1, size: 50 }, { hits: 6, size: 50 }).test).toBe('Fisher exact');
    expect(compareProportions({ hits: 3, size: 50 }, { hits: 7, size: 50 }).test).toBe('two-proportion z');
  });

  test('that are both none or both all do not differ', () => {
    expect(compareProportions({ hits: 0, size: 50 }, { hits: 0, size: 50 }).pValue).toBe(1);
    expect(compareProportions({ hits: 50, size: 50 }, { hits: 50, size: 50 }).pValue).toBe(1);
  });
});

describe('ranks', () => {
  test("Cliff's delta is 1 where every candidate value is greater, -1 where every one is smaller, 0 where they are alike", () => {
    const [low, high] = [sampleOf([1, 2, 3]), sampleOf([4, 5])];
    expect(mannWhitney(low, high).delta).toBe(1);
    expect(mannWhitney(high, low).delta).toBe(-1);
    expect(mannWhitney(low, low).delta).toBe(0);
  });

  test('counting equal values together changes nothing', () => {
    const [baseline, candidate] = [
      [1, 2, 2, 5, 7],
      [2, 3, 5, 5],
    ];
    const pairs = baseline.flatMap((before) => candidate.map((after): number => Math.sign(after - before)));
    expect(mannWhitney(sampleOf(baseline), sampleOf(candidate)).delta).toBeCloseTo(pairs.reduce((sum, sign) => sum + sign, 0) / 20, 12);
  });

  test('small samples without ties are counted out, others approximated', () => {
    expect(mannWhitney(sampleOf([1, 2]), sampleOf([3, 4])).test).toBe('Mann-Whitney U, exact');
    expect(mannWhitney(sampleOf([1, 2]), sampleOf([2, 4])).test).toBe('Mann-Whitney U');
  });
});

describe('a bootstrap interval', () => {
  const options = {
    figureOf: meanOf,
    changeOf: (before: number, after: number): number => after - before,
    resamples: 1000,
    seed: 1,
  };

  function drawSample(size: number, seed: number, draw: (normal: number) => number): Sample {
    const random = seededRandom(seed);
    return sampleOf(Array.from({ length: size }, () => draw(drawNormal(random))));
  }

  test('is the same each time it is asked for', () => {
    const [baseline, candidate] = [drawSample(50, 1, Number), drawSample(50, 2, Number)];
    expect(bootstrapInterval(baseline, candidate, options)).toEqual(bootstrapInterval(baseline, candidate, options));
  });

  test('covers the true difference of means in about 95 of 100 samples', () => {
    const covered = Array.from({ length: 100 }, (_, seed) => {
      const [low, high] = bootstrapInterval(drawSample(60, seed, Math.exp), drawSample(60, seed + 1000, Math.exp), {
        ...options,
        resamples: 200,
      }) ?? [1, 1];
      return low <= 0 && high >= 0;
    }).filter(Boolean).length;
    // 95 expected; a fixed seed, so that it cannot fail by chance.
    expect(covered).toBeGreaterThanOrEqual(89);
    expect(covered).toBeLessThan(100);
  });

  test('of twenty thousand skewed values is as wide as the theory says, though they are merged', () => {
    const [baseline, candidate] = [drawSample(20_000, 3, Math.exp), drawSample(20_000, 4, Math.exp)];
    const [low, high] = bootstrapInterval(baseline, candidate, options) ?? [0, 0];
    // Variance of exp of a standard normal: (e - 1) e.
    const width = 2 * 1.96 * Math.sqrt((2 * (Math.E - 1) * Math.E) / 20_000);
    expect((high - low) / width).toBeGreaterThan(0.9);
    expect((high - low) / width).toBeLessThan(1.1);
  });

  test('of an empty side is unknown', () => {
    expect(bootstrapInterval(sampleOf([]), sampleOf([1]), options)).toBeUndefined();
  });
});

test('random numbers of one seed are the same and spread evenly', () => {
  const [one, other] = [seededRandom(7), seededRandom(7)];
  const numbers = Array.from({ length: 10_000 }, one);
  expect(Array.from({ length: 10_000 }, other)).toEqual(numbers);
  expect(meanOf(sampleOf(numbers))).toBeCloseTo(0.5, 1);
  expect(numbers.filter((number) => number < 0.1).length / 1000).toBeCloseTo(1, 0);
});

test.each([0.5, 4, 100])('Poisson numbers of mean %d have that mean and that variance', (mean) => {
  const random = seededRandom(1);
  const drawn = Array.from({ length: 20_000 }, () => drawPoisson(random, mean));
  const measured = meanOf(sampleOf(drawn));
  expect(measured / mean).toBeCloseTo(1, 1);
  expect(meanOf(sampleOf(drawn.map((count) => (count - measured) ** 2))) / mean).toBeCloseTo(1, 1);
});
