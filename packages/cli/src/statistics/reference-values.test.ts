import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benjaminiHochberg } from './benjamini-hochberg';
import { compareProportions, fisherPValue, newcombeInterval, twoProportionPValue, type Proportion } from './compare-proportions';
import { logFactorial } from './log-factorial';
import { mannWhitney } from './mann-whitney';
import { normalTail } from './normal-distribution';
import { sampleOf } from './sample';

interface ReferenceValues {
  readonly normalTail: ReadonlyArray<{ z: number; tail: number }>;
  readonly logFactorial: ReadonlyArray<{ count: number; value: number }>;
  readonly proportions: ReadonlyArray<{
    baseline: Proportion;
    candidate: Proportion;
    z: number;
    fisher: number;
    interval: [number, number];
  }>;
  readonly ranks: ReadonlyArray<{ name: string; baseline: number[]; candidate: number[]; u: number; pValue: number }>;
  readonly benjaminiHochberg: { pValues: number[]; adjusted: number[] };
}

/** Of SciPy and statsmodels; the script beside the file made it. */
const path = join(__dirname, '../../fixtures/statistics/reference-values.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as ReferenceValues;

function relativeError(actual: number, expected: number): number {
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}

test.each(reference.normalTail)('the normal tail at $z is that of SciPy, to 13 digits', ({ z, tail }) => {
  expect(relativeError(normalTail(z), tail)).toBeLessThan(2e-13);
});

test.each(reference.logFactorial)('the logarithm of $count! is that of SciPy, to 14 digits', ({ count, value }) => {
  expect(relativeError(logFactorial(count), value)).toBeLessThan(1e-14);
});

describe.each(reference.proportions)('$baseline against $candidate', ({ baseline, candidate, z, fisher, interval }) => {
  test('the two-proportion test is that of statsmodels', () => {
    expect(relativeError(twoProportionPValue(baseline, candidate), z)).toBeLessThan(1e-10);
  });

  test("Fisher's test is that of SciPy", () => {
    expect(relativeError(fisherPValue(baseline, candidate), fisher)).toBeLessThan(1e-7);
  });

  test("Newcombe's interval is that of statsmodels", () => {
    newcombeInterval(baseline, candidate).forEach((bound, index) => expect(bound).toBeCloseTo(interval[index] ?? Number.NaN, 12));
  });
});

test.each(reference.ranks)('Mann-Whitney of $name is that of SciPy', ({ baseline, candidate, u, pValue }) => {
  const comparison = mannWhitney(sampleOf(baseline), sampleOf(candidate));
  expect(comparison.u).toBe(u);
  expect(relativeError(comparison.pValue, pValue)).toBeLessThan(1e-10);
});

test('adjusted p-values are those of statsmodels, whatever their order', () => {
  const { pValues, adjusted } = reference.benjaminiHochberg;
  benjaminiHochberg(pValues).forEach((value, index) => expect(value).toBeCloseTo(adjusted[index] ?? Number.NaN, 12));
  expect(benjaminiHochberg(pValues.toReversed())).toEqual(benjaminiHochberg(pValues).toReversed());
});

test('two sides that are published: 56 of 70 against 48 of 80 differ by 0.0524 to 0.3339 (Newcombe 1998, table II)', () => {
  const { interval, difference } = compareProportions({ hits: 48, size: 80 }, { hits: 56, size: 70 });
  expect(difference).toBeCloseTo(0.2, 10);
  expect(interval.map((bound) => bound.toFixed(4))).toEqual(['0.0524', '0.3339']);
});

test('the lady tasting tea: three of four cups right have a p-value of 0.486 (Fisher 1935)', () => {
  expect(fisherPValue({ hits: 3, size: 4 }, { hits: 1, size: 4 })).toBeCloseTo(0.4857, 4);
});
