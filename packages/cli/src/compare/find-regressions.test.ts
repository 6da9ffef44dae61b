import { compareMetrics, type MetricComparison } from './compare-metrics';
import { findRegressions } from './find-regressions';
import { errorRate, truncated } from './metric';

/** Errors from 5 % to 20 %, truncated answers from 5 % to 30 %. */
const comparisons: MetricComparison[] = compareMetrics([
  { metric: errorRate, kind: 'share', baseline: { hits: 10, size: 200 }, candidate: { hits: 40, size: 200 } },
  { metric: truncated, kind: 'share', baseline: { hits: 10, size: 200 }, candidate: { hits: 60, size: 200 } },
]);

function names(rules: Parameters<typeof findRegressions>[1]): string[] {
  return findRegressions(comparisons, rules).map(({ metric }) => metric.name);
}

test('any metric that is worse fails, or those that are named, or none', () => {
  expect(names({ failOn: 'any', maxRegression: {} })).toEqual(['error_rate', 'truncated']);
  expect(names({ failOn: ['truncated'], maxRegression: {} })).toEqual(['truncated']);
  expect(names({ failOn: 'none', maxRegression: {} })).toEqual([]);
});

test('what is worse by no more than is tolerated does not fail', () => {
  expect(names({ failOn: 'any', maxRegression: { error_rate: 0.2 } })).toEqual(['truncated']);
  expect(names({ failOn: 'any', maxRegression: { error_rate: 0.1 } })).toEqual(['error_rate', 'truncated']);
});

test('a tolerance names its metric', () => {
  expect(names({ failOn: ['truncated'], maxRegression: { error_rate: 0.1 } })).toEqual(['error_rate', 'truncated']);
});

test('a large change that is not significant does not fail', () => {
  const few = compareMetrics([
    { metric: errorRate, kind: 'share', baseline: { hits: 0, size: 20 }, candidate: { hits: 20, size: 20 } },
    { metric: truncated, kind: 'share', baseline: { hits: 1, size: 40 }, candidate: { hits: 4, size: 40 } },
  ]);
  expect(findRegressions(few, { failOn: 'any', maxRegression: {} })).toEqual([]);
});
