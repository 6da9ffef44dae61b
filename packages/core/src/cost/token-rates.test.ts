import { chargeUsage, type TokenRates } from './token-rates';

const rates: TokenRates = { input: 10, output: 100, cacheRead: 1, cacheWrite: 20, audioInput: 50, imageInput: 30, audioOutput: 500 };

test('every token is charged once, at its own rate', () => {
  const usage = {
    inputTokens: 1_000_000,
    cacheReadInputTokens: 300_000,
    audioInputTokens: 200_000,
    audioCacheReadInputTokens: 100_000,
    outputTokens: 1_000_000,
    audioOutputTokens: 400_000,
  };
  expect(chargeUsage(usage, rates)).toEqual({
    inputUsd: 6 + 0.2 + 0.1 + 5,
    outputUsd: 60 + 200,
    totalUsd: 271.3,
  });
});

test('a fee for the request is in the total alone', () => {
  expect(chargeUsage({ inputTokens: 0, outputTokens: 0 }, { input: 1, output: 1, request: 0.005 })).toEqual({
    inputUsd: 0,
    outputUsd: 0,
    totalUsd: 0.005,
  });
});

test('kinds of tokens without a rate cost what the general kind does', () => {
  const usage = {
    inputTokens: 1_000_000,
    cacheReadInputTokens: 500_000,
    imageInputTokens: 100_000,
    outputTokens: 0,
    reasoningOutputTokens: 0,
  };
  expect(chargeUsage(usage, { input: 2, output: 1 })?.totalUsd).toBe(2);
});

test('a tier begins above its start, and counts for all tokens', () => {
  const tiered = {
    base: 1,
    tiers: [
      { start: 100, price: 2 },
      { start: 200, price: 3 },
    ],
  };
  const microUsd = (inputTokens: number): number | undefined => {
    const amounts = chargeUsage({ inputTokens, outputTokens: 1 }, { input: tiered, output: tiered });
    return amounts && Math.round(amounts.totalUsd * 1e6);
  };
  expect([microUsd(100), microUsd(101), microUsd(200), microUsd(201)]).toEqual([101, 204, 402, 606]);
});

const input = { inputTokens: 100, outputTokens: 10 };

test.each([
  ['more is cached than was sent', { ...input, cacheReadInputTokens: 101 }],
  ['more was audio than was said', { ...input, audioOutputTokens: 11 }],
  ['it is not told which cached tokens are audio', { ...input, cacheReadInputTokens: 10, audioInputTokens: 10 }],
  ['it is not told which cached tokens are images', { ...input, cacheReadInputTokens: 10, imageInputTokens: 10 }],
  ['it is not told which written tokens are images', { ...input, cacheWriteInputTokens: 10, imageInputTokens: 10 }],
  ['a count is negative', { ...input, inputTokens: -1 }],
  ['a count is infinite', { ...input, outputTokens: Number.POSITIVE_INFINITY }],
])('there is no amount when %s', (_case, usage) => {
  expect(chargeUsage(usage, rates)).toBeUndefined();
});

test('an unknown rate matters only to calls with such tokens', () => {
  const unknown: TokenRates = { input: 10, output: 'unknown', cacheWrite: 20, cacheWriteOneHour: 'unknown' };
  expect(chargeUsage({ inputTokens: 1e6, outputTokens: 0, cacheWriteInputTokens: 1e6 }, unknown)?.totalUsd).toBe(20);
  expect(chargeUsage({ inputTokens: 1e6, outputTokens: 1 }, unknown)).toBeUndefined();
  const usage = { inputTokens: 1e6, outputTokens: 0, cacheWriteInputTokens: 10, cacheWriteOneHourInputTokens: 1 };
  expect(chargeUsage(usage, unknown)).toBeUndefined();
});
