import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCostEstimator } from '@genspan/core';
import { formatPrices } from './format-prices';
import { lookUpPrice, type PriceQuery } from './look-up-price';

const models = [
  { model: 'long', aboveInputTokens: 200_000, usdPerMillionTokens: { input: 6, output: 22.5 } },
  { model: 'long', usdPerMillionTokens: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 } },
  { model: 'embedding', usdPerMillionTokens: { input: 0.02 } },
  { model: 'own', usdPerMillionTokens: { input: 0, output: 0 } },
];

let directory: string;
let pricesFile: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'genspan-prices-'));
  pricesFile = join(directory, 'prices.json');
  writeFileSync(pricesFile, JSON.stringify({ models }));
});
afterAll(() => rmSync(directory, { recursive: true }));

function lookUp(query: Partial<PriceQuery> & { readonly model: string }) {
  const warn = (sentence: string) => {
    throw new Error(sentence);
  };
  const costs = createCostEstimator({ pricesFile, warn });
  return lookUpPrice(costs, { provider: 'openai', serviceTier: undefined, inputTokens: 1_000, startTimeMs: Date.UTC(2026, 0), ...query });
}

test('a price is that of a million tokens, with where it comes from', () => {
  const usdPerMillionTokens = { input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 };
  expect(lookUp({ model: 'long' })).toEqual({ provider: 'openai', model: 'long', usdPerMillionTokens, source: 'GENSPAN_PRICES' });
});

test('a long context has its own price', () => {
  expect(lookUp({ model: 'long', inputTokens: 300_000 }).usdPerMillionTokens).toMatchObject({ input: 6, output: 22.5 });
});

test('a service tier changes the price, or leaves none that is known', () => {
  expect(lookUp({ model: 'long', serviceTier: 'batch' }).usdPerMillionTokens).toMatchObject({ input: 1.5, output: 7.5 });
  expect(lookUp({ model: 'long', serviceTier: 'priority' })).toEqual({ provider: 'openai', model: 'long' });
});

test('a model that answers with no tokens has a price of input only', () => {
  expect(lookUp({ model: 'embedding' }).usdPerMillionTokens).toEqual({ input: 0.02 });
});

test('what costs nothing is 0, and what nobody lists has no price', () => {
  expect(lookUp({ model: 'own' }).usdPerMillionTokens).toMatchObject({ input: 0, output: 0 });
  expect(lookUp({ model: 'never-heard-of' })).toEqual({ provider: 'openai', model: 'never-heard-of' });
});

test('a listed model has the price of the data', () => {
  const { usdPerMillionTokens, source } = lookUp({ model: 'gpt-4o' });
  expect(usdPerMillionTokens).toMatchObject({ input: 2.5, cacheRead: 1.25, output: 10 });
  expect(source).toMatch(/^genai-prices@\d/);
});

test('the table has a line for each model and says of one that it has no price', () => {
  expect(formatPrices([lookUp({ model: 'long' }), lookUp({ model: 'embedding' }), lookUp({ model: 'never-heard-of' })])).toBe(
    `US dollars per million tokens

MODEL           INPUT  CACHED  CACHE WRITE  OUTPUT  SOURCE
long                3     0.3         3.75      15  GENSPAN_PRICES
embedding        0.02                               GENSPAN_PRICES
never-heard-of                                      no price is known: calls have no cost
`,
  );
});
