import { readFailureRules, unknownMetrics } from './read-failure-rules';

test('without options, any metric that is worse fails', () => {
  expect(readFailureRules(undefined, undefined)).toEqual({ failOn: 'any', maxRegression: {} });
});

test('metrics and tolerances are lists, given once or more', () => {
  expect(readFailureRules(['error_rate,latency', 'cost'], ['latency=5%,cost=0.1', 'helpful.score=0.25'])).toEqual({
    failOn: ['error_rate', 'latency', 'cost'],
    maxRegression: { latency: 0.05, cost: 0.1, 'helpful.score': 0.25 },
  });
});

test.each([
  [[''], undefined, '--fail-on is empty'],
  [['any,latency'], undefined, '--fail-on has "any" beside'],
  [undefined, ['latency'], '--max-regression latency is no tolerance'],
  [undefined, ['latency=-5%'], '--max-regression latency=-5% is no tolerance'],
  [undefined, ['latency=5 %'], '--max-regression latency=5 % is no tolerance'],
])('--fail-on %j --max-regression %j is refused with a sentence', (failOn, maxRegression, sentence) => {
  expect(() => readFailureRules(failOn, maxRegression)).toThrow(sentence);
});

test('metrics that nobody measured are found', () => {
  const rules = readFailureRules(['error_rate,latencyy'], ['cots=5%']);
  expect(unknownMetrics(rules, ['error_rate', 'latency', 'cost'])).toEqual(['latencyy', 'cots']);
});
