import type { calcPrice } from '@pydantic/genai-prices';
import type { PricedCall } from './cost-estimator';
import type { createCostEstimator } from './create-cost-estimator';

type CreateCostEstimator = typeof createCostEstimator;

const loads = jest.fn();
const calculate = jest.fn<ReturnType<typeof calcPrice>, Parameters<typeof calcPrice>>();

/** The estimator beside a price library that counts what is asked of it. */
function withLibrary(load: () => unknown): CreateCostEstimator {
  jest.resetModules();
  jest.doMock('@pydantic/genai-prices', () => {
    loads();
    return load();
  });
  return (require('./create-cost-estimator') as { createCostEstimator: CreateCostEstimator }).createCostEstimator;
}

function callOf(responseModel: string): PricedCall {
  return { operation: 'chat', provider: 'openai', responseModel, usage: { inputTokens: 1, outputTokens: 1 }, startTimeMs: 0 };
}

function searchesFor(model: string): number {
  return calculate.mock.calls.filter(([, id, options]) => id === model && options?.providerId !== undefined).length;
}

beforeEach(() => {
  jest.resetAllMocks();
  calculate.mockReturnValue(null);
});

test('the price data loads at the first estimate, once', () => {
  const estimator = withLibrary(() => ({ calcPrice: calculate }))({ warn: fail });
  expect(loads).not.toHaveBeenCalled();
  estimator.estimate(callOf('a'));
  estimator.estimate(callOf('b'));
  expect(loads).toHaveBeenCalledTimes(1);
});

test('the price data loads ahead of the first estimate when asked to', () => {
  const estimator = withLibrary(() => ({ calcPrice: calculate }))({ warn: fail });
  estimator.preload?.();
  expect(loads).toHaveBeenCalledTimes(1);
});

test('price data that cannot be loaded is told once, and calls have no cost', () => {
  const warn = jest.fn();
  const estimator = withLibrary(() => {
    throw new Error('Cannot find module');
  })({ warn });
  estimator.preload?.();
  expect([estimator.estimate(callOf('a')), estimator.estimate(callOf('a'))]).toEqual([undefined, undefined]);
  expect(warn.mock.calls).toEqual([
    ['genspan: the price data cannot be loaded (@pydantic/genai-prices); install it, or calls have no cost.'],
  ]);
});

test('a model is searched for once, also one that is not found', () => {
  const estimator = withLibrary(() => ({ calcPrice: calculate }))({ warn: fail });
  for (let count = 0; count < 5; count += 1) estimator.estimate(callOf('unheard-of'));
  expect(searchesFor('unheard-of')).toBe(1);
});

test('of many models the oldest are forgotten', () => {
  const estimator = withLibrary(() => ({ calcPrice: calculate }))({ warn: fail });
  for (let count = 0; count < 1001; count += 1) estimator.estimate(callOf(`model-${count}`));
  estimator.estimate(callOf('model-0'));
  estimator.estimate(callOf('model-1000'));
  expect([searchesFor('model-0'), searchesFor('model-1000')]).toEqual([2, 1]);
});

test('an exception of the price library means no cost', () => {
  const estimator = withLibrary(() => ({ calcPrice: calculate }))({ warn: fail });
  calculate.mockImplementation(() => {
    throw new RangeError('Invalid time value');
  });
  expect(estimator.estimate(callOf('a'))).toBeUndefined();
});

function fail(sentence: string): void {
  throw new Error(sentence);
}
