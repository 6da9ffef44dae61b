import { simulateCompare } from '../simulation/simulate-compare';

// 200 histories each; their seeds are fixed, so that nothing fails by chance.
const histories = 200;

/** Not more than one of a hundred simulations of a test that keeps its promise exceeds it. */
const mostFalseAlarms = 19;

test.each([30, 100, 300])('where %d calls a side are alike, no metric differs in 95 of 100 histories', (calls) => {
  expect(simulateCompare(calls, {}, undefined, histories).falseAlarms).toBeLessThanOrEqual(mostFalseAlarms);
});

test.each([
  [{ errorRate: 0.05 }, 'error_rate', 300, 0.5],
  [{ validation: 0.1 }, 'output_validation.fail', 300, 0.85],
  [{ latency: 0.2 }, 'latency', 300, 0.75],
  [{ score: 0.3 }, 'helpfulness.score', 300, 0.7],
] as const)('%j is found as %s in %d calls a side, in a share of at least the last', (planted, metric, calls, power) => {
  const { found = 0, falseShare } = simulateCompare(calls, planted, metric, histories);
  expect(found / histories).toBeGreaterThanOrEqual(power);
  // Of what is called worse or better, 5 % may be wrong; the mean of 200 shares spreads by about 1 %.
  expect(falseShare).toBeLessThanOrEqual(0.08);
});

test('below the minimum of calls nothing is ever significant, however large the difference', () => {
  const planted = { errorRate: 0.9, validation: 0.9, latency: 10, score: 1 };
  expect(simulateCompare(29, planted, 'error_rate', histories)).toMatchObject({ falseAlarms: 0, found: 0 });
  expect(simulateCompare(30, planted, 'error_rate', histories).found).toBe(histories);
});
