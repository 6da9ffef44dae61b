import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PricedCall } from './cost-estimator';
import { createCostEstimator } from './create-cost-estimator';

const warnings: string[] = [];
const warn = (sentence: string): void => void warnings.push(sentence);
const { estimate } = createCostEstimator({ warn });

/** A time at which no time-of-day price applies. */
const startTimeMs = Date.UTC(2026, 9, 1, 12);

type Answer = Pick<PricedCall, 'provider' | 'usage'> & Partial<PricedCall>;

function call(answer: Answer): PricedCall {
  return { operation: 'chat', startTimeMs, ...answer };
}

beforeEach(() => {
  warnings.length = 0;
});

const sonnet = { provider: 'anthropic', responseModel: 'claude-sonnet-4-5-20250929' } as const;
const cached = { inputTokens: 1000, outputTokens: 100, cacheReadInputTokens: 400, cacheWriteInputTokens: 300 } as const;
const million = { inputTokens: 1e6, outputTokens: 1e6 } as const;

/** Prices by hand, in US dollars per million tokens times tokens. */
test.each<readonly [string, Answer, totalMicroUsd: number]>([
  ['fresh, cached and five-minute writes', { ...sonnet, usage: cached }, 300 * 3 + 400 * 0.3 + 300 * 3.75 + 100 * 15],
  [
    'one-hour writes at Anthropic',
    { ...sonnet, usage: { ...cached, cacheWriteOneHourInputTokens: 300 } },
    300 * 3 + 400 * 0.3 + 300 * 6 + 100 * 15,
  ],
  [
    'one-hour writes on Bedrock, which the price data lacks',
    {
      provider: 'aws.bedrock',
      requestModel: 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      usage: { ...cached, cacheWriteOneHourInputTokens: 100 },
    },
    300 * 3.3 + 400 * 0.33 + 200 * 4.125 + 100 * 6.6 + 100 * 16.5,
  ],
  ['the last context that is not long', { ...sonnet, usage: { inputTokens: 200_000, outputTokens: 1000 } }, 200_000 * 3 + 1000 * 15],
  [
    'the first long context, all of it dearer',
    { ...sonnet, usage: { inputTokens: 200_001, outputTokens: 1000 } },
    200_001 * 6 + 1000 * 22.5,
  ],
  [
    'a long context on a regional Bedrock endpoint',
    {
      provider: 'aws.bedrock',
      requestModel: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      usage: { inputTokens: 250_000, outputTokens: 1000 },
    },
    250_000 * 6.6 + 1000 * 24.75,
  ],
  [
    'a long context on the global Bedrock endpoint',
    {
      provider: 'aws.bedrock',
      requestModel: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      usage: { inputTokens: 250_000, outputTokens: 1000 },
    },
    250_000 * 6 + 1000 * 22.5,
  ],
  [
    'a global Bedrock endpoint, whose answer names no region',
    {
      provider: 'aws.bedrock',
      requestModel: 'global.anthropic.claude-opus-4-8',
      responseModel: 'claude-opus-4-8',
      usage: { inputTokens: 1000, outputTokens: 1000 },
    },
    1000 * 5 + 1000 * 25,
  ],
  [
    'an inference profile of Bedrock, by the answer',
    {
      provider: 'aws.bedrock',
      requestModel: 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
      responseModel: 'claude-opus-4-8',
      usage: { inputTokens: 1000, outputTokens: 1000 },
    },
    1000 * 5.5 + 1000 * 27.5,
  ],
  [
    'a short context on Bedrock',
    {
      provider: 'aws.bedrock',
      requestModel: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      usage: { inputTokens: 1000, outputTokens: 1000 },
    },
    1000 * 3.3 + 1000 * 16.5,
  ],
  [
    'a long context with cached tokens at Google',
    {
      provider: 'gcp.gemini',
      responseModel: 'gemini-2.5-pro',
      usage: { inputTokens: 250_000, outputTokens: 1000, cacheReadInputTokens: 100_000 },
    },
    150_000 * 2.5 + 100_000 * 0.25 + 1000 * 15,
  ],
  [
    'audio, partly cached',
    {
      provider: 'openai',
      responseModel: 'gpt-realtime',
      usage: {
        inputTokens: 1000,
        audioInputTokens: 600,
        cacheReadInputTokens: 200,
        audioCacheReadInputTokens: 100,
        outputTokens: 500,
        audioOutputTokens: 400,
      },
    },
    300 * 4 + 100 * 0.4 + 500 * 32 + 100 * 0.4 + 100 * 16 + 400 * 64,
  ],
  [
    'audio that the price data takes for text',
    {
      provider: 'openai',
      responseModel: 'gpt-4o-audio-preview-2025-06-03',
      usage: { inputTokens: 1000, audioInputTokens: 600, outputTokens: 500, audioOutputTokens: 400 },
    },
    400 * 2.5 + 600 * 40 + 100 * 10 + 400 * 80,
  ],
  [
    'reasoning, which is output already',
    { provider: 'openai', responseModel: 'gpt-5', usage: { ...million, reasoningOutputTokens: 5e5 } },
    11.25e6,
  ],
  ['a fine-tuned model', { provider: 'openai', responseModel: 'ft:gpt-4.1-2025-04-14:acme::AbC1', usage: million }, 15e6],
  [
    'a fine-tuned model with cached input',
    { provider: 'openai', responseModel: 'ft:gpt-4o-mini-2024-07-18:acme::AbC1', usage: { ...million, cacheReadInputTokens: 1e6 } },
    0.15e6 + 1.2e6,
  ],
  [
    'embeddings, which have no output',
    { provider: 'openai', operation: 'embeddings', responseModel: 'text-embedding-3-small', usage: { inputTokens: 1e6 } },
    0.02e6,
  ],
  [
    'the second Titan embeddings, not the first',
    { provider: 'aws.bedrock', operation: 'embeddings', requestModel: 'amazon.titan-embed-text-v2:0', usage: { inputTokens: 1e6 } },
    0.02e6,
  ],
  [
    'the first Titan embeddings',
    { provider: 'aws.bedrock', operation: 'embeddings', requestModel: 'amazon.titan-embed-text-v1', usage: { inputTokens: 1e6 } },
    0.1e6,
  ],
  [
    'a model of Azure, by the answer',
    { provider: 'azure.ai.openai', requestModel: 'my-deployment', responseModel: 'gpt-4o-2024-08-06', usage: million },
    12.5e6,
  ],
  ['Claude on Vertex AI', { provider: 'gcp.vertex_ai', requestModel: 'claude-opus-4-8', usage: million }, 30e6],
  ['Gemini on Vertex AI', { provider: 'gcp.vertex_ai', responseModel: 'gemini-2.5-flash', usage: million }, 2.8e6],
  [
    'audio given to Gemini',
    {
      provider: 'gcp.gemini',
      responseModel: 'gemini-2.5-flash',
      usage: { inputTokens: 1e6, textInputTokens: 500_000, audioInputTokens: 500_000, outputTokens: 0 },
    },
    500_000 * 0.3 + 500_000 * 1,
  ],
  ['Claude on Foundry', { provider: 'azure.ai.inference', responseModel: 'claude-opus-4-8', usage: million }, 30e6],
  ['a model only the request knows', { provider: 'openai', requestModel: 'gpt-4o', responseModel: 'unheard-of', usage: million }, 12.5e6],
  ['x_ai, which the price data spells otherwise', { provider: 'x_ai', responseModel: 'grok-3', usage: million }, 18e6],
])('%s', (_case, answer, totalMicroUsd) => {
  const cost = estimate(call(answer));
  expect(cost?.totalUsd).toBeCloseTo(totalMicroUsd / 1e6, 12);
  expect((cost?.inputUsd ?? 0) + (cost?.outputUsd ?? 0)).toBeCloseTo(totalMicroUsd / 1e6, 12);
});

test.each([
  ['openai', 'gpt-5', 'default', 1],
  ['openai', 'gpt-5', 'auto', 1],
  ['openai', 'gpt-5', 'flex', 0.5],
  ['openai', 'gpt-5', 'batch', 0.5],
  ['anthropic', 'claude-opus-4-8', 'standard', 1],
  ['anthropic', 'claude-opus-4-8', 'batch', 0.5],
  ['aws.bedrock', 'global.anthropic.claude-opus-4-8', 'priority', 1.75],
  ['groq', 'llama-3.3-70b-versatile', 'flex', 1],
  ['groq', 'llama-3.3-70b-versatile', 'on_demand', 1],
])('%s %s in tier %s costs %p of its list price', (provider, responseModel, serviceTier, factor) => {
  const listed = estimate(call({ provider, responseModel, usage: million }))?.totalUsd ?? Number.NaN;
  expect(estimate(call({ provider, responseModel, serviceTier, usage: million }))?.totalUsd).toBeCloseTo(listed * factor, 9);
});

test.each([
  ['openai', 'gpt-5', 'priority'],
  ['openai', 'gpt-5', 'constructor'],
  ['anthropic', 'claude-opus-4-8', 'priority'],
  ['anthropic', 'claude-opus-4-8', 'fast'],
  ['groq', 'llama-3.3-70b-versatile', 'performance'],
  ['x_ai', 'grok-3', 'batch'],
])('%s %s in tier %s has no cost', (provider, responseModel, serviceTier) => {
  expect(estimate(call({ provider, responseModel, usage: million }))).toBeDefined();
  expect(estimate(call({ provider, responseModel, serviceTier, usage: million }))).toBeUndefined();
});

test.each<readonly [string, Answer]>([
  ['the model is unknown', { provider: 'openai', responseModel: 'gpt-900', usage: million }],
  ['there is no model', { provider: 'openai', usage: million }],
  ['the provider is unknown', { provider: 'my-gateway', responseModel: 'gpt-4o', usage: million }],
  ['the provider is named like a method of objects', { provider: 'toString', responseModel: 'gpt-4o', usage: million }],
  ['the output of a chat is not known', { ...sonnet, usage: { inputTokens: 1000 } }],
  ['the model is paid by the minute', { provider: 'openai', operation: 'transcription', responseModel: 'whisper-1', usage: million }],
  ['the data lists the model without a price', { provider: 'openrouter', responseModel: 'deepseek/deepseek-r1:free', usage: million }],
  [
    'audio has no price where it is dearer than text',
    { provider: 'openai', responseModel: 'gpt-4o', usage: { ...million, audioInputTokens: 10 } },
  ],
  ['the listed price is out of date', { provider: 'deepseek', responseModel: 'deepseek-chat', usage: million }],
  ['an alias has moved on', { provider: 'mistral_ai', responseModel: 'mistral-large-latest', usage: million }],
  ['more is cached than was sent', { ...sonnet, usage: { inputTokens: 10, outputTokens: 1, cacheReadInputTokens: 400 } }],
  ['a count is negative', { ...sonnet, usage: { inputTokens: -1, outputTokens: 1 } }],
  ['a count is not a number', { ...sonnet, usage: { inputTokens: Number.NaN, outputTokens: 1 } }],
  [
    'the start is not a time',
    { ...sonnet, startTimeMs: Number.NaN, provider: 'deepseek', responseModel: 'deepseek-v4-pro', usage: million },
  ],
])('there is no cost when %s', (_case, answer) => {
  expect(estimate(call(answer))).toBeUndefined();
});

test('an alias is priced by the model that the answer names', () => {
  const cost = estimate(
    call({ provider: 'mistral_ai', requestModel: 'mistral-large-latest', responseModel: 'mistral-large-2512', usage: million }),
  );
  expect(cost?.totalUsd).toBeCloseTo(2, 9);
});

test('the price is that of the time at which the call started', () => {
  const answer = { provider: 'deepseek', responseModel: 'deepseek-v4-pro', usage: { inputTokens: 1e6, outputTokens: 0 } };
  const at = (hour: number): number | undefined => estimate(call({ ...answer, startTimeMs: Date.UTC(2026, 9, 1, hour) }))?.totalUsd;
  expect([at(2), at(12)]).toEqual([1.32, 0.66]);
  expect(estimate(call({ ...answer, startTimeMs: Date.UTC(2026, 6, 1) }))?.totalUsd).toBe(0.435);
});

test('the source of a price is told with its version', () => {
  expect(estimate(call({ ...sonnet, usage: million }))?.source).toMatch(/^genai-prices@\d+\.\d+\.\d+$/);
  expect(estimate(call({ provider: 'openai', responseModel: 'ft:gpt-4.1-2025-04-14:acme::A', usage: million }))?.source).toBe('override');
});

test('nothing is written to the console of the application', () => {
  const write = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  estimate(call({ ...sonnet, usage: { ...cached, reasoningOutputTokens: 5, textInputTokens: 3, textOutputTokens: 2 } }));
  estimate(call({ provider: 'openai', responseModel: 'gpt-image-1', usage: { ...million, imageInputTokens: 5, imageOutputTokens: 5 } }));
  expect(write).not.toHaveBeenCalled();
  expect(warnings).toEqual([]);
});

describe('with prices of the user', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'genspan-prices-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function estimatorOf(...models: unknown[]): ReturnType<typeof createCostEstimator> {
    const pricesFile = join(folder, 'prices.json');
    writeFileSync(pricesFile, JSON.stringify({ models }));
    return createCostEstimator({ pricesFile, warn });
  }

  test('they win over all others', () => {
    const own = estimatorOf(
      { model: 'gpt-4o*', usdPerMillionTokens: { input: 1, output: 2 } },
      { provider: 'deepseek', model: 'deepseek-chat', usdPerMillionTokens: { input: 0.3, output: 0.4, cacheRead: 0.03 } },
    );
    expect(own.estimate(call({ provider: 'openai', responseModel: 'GPT-4o-2024-08-06', usage: million }))).toEqual({
      totalUsd: 3,
      inputUsd: 1,
      outputUsd: 2,
      source: 'GENSPAN_PRICES',
    });
    const usage = { inputTokens: 1e6, outputTokens: 1e6, cacheReadInputTokens: 1e6 };
    expect(own.estimate(call({ provider: 'deepseek', responseModel: 'deepseek-chat', usage }))?.totalUsd).toBeCloseTo(0.43, 12);
    expect(own.estimate(call({ ...sonnet, usage: million }))?.source).toMatch(/^genai-prices@/);
    expect(warnings).toEqual([]);
  });

  test('a provider nobody lists can be priced, and a price of 0 is a price', () => {
    const own = estimatorOf({ provider: 'vllm', model: '*', usdPerMillionTokens: { input: 0, output: 0 } });
    expect(own.estimate(call({ provider: 'vllm', responseModel: 'llama', usage: million }))?.totalUsd).toBe(0);
    expect(own.estimate(call({ provider: 'sglang', responseModel: 'llama', usage: million }))).toBeUndefined();
  });

  test('a deployment is priced by the name in the request', () => {
    const own = estimatorOf({ model: 'my-deployment', usdPerMillionTokens: { input: 1, output: 1 } });
    const answer = { provider: 'azure.ai.openai', requestModel: 'my-deployment', responseModel: 'gpt-4o-2024-08-06', usage: million };
    expect(own.estimate(call(answer))?.totalUsd).toBe(2);
  });

  test('the first entry that fits wins, by tier and by length of the context', () => {
    const own = estimatorOf(
      { model: 'm', serviceTier: 'priority', usdPerMillionTokens: { input: 4, output: 4 } },
      { model: 'm', aboveInputTokens: 1000, usdPerMillionTokens: { input: 2, output: 2 } },
      { model: 'm', usdPerMillionTokens: { input: 1, output: 1 } },
    );
    const microUsd = (inputTokens: number, serviceTier?: string): number | undefined => {
      const cost = own.estimate(call({ provider: 'openai', responseModel: 'm', serviceTier, usage: { inputTokens, outputTokens: 0 } }));
      return cost && Math.round(cost.totalUsd * 1e6);
    };
    expect([microUsd(1000), microUsd(1001), microUsd(1001, 'priority')]).toEqual([1000, 2002, 4004]);
    expect([microUsd(1000, 'flex'), microUsd(1000, 'scale')]).toEqual([500, undefined]);
  });

  test('kinds of tokens without a price of their own cost what the general kind does', () => {
    const own = estimatorOf(
      { model: 'plain', usdPerMillionTokens: { input: 1, output: 2 } },
      { model: 'rich', usdPerMillionTokens: { input: 1, output: 2, cacheRead: 0.1, cacheWrite: 3, audioInput: 10, imageInput: 5 } },
    );
    const usage = {
      inputTokens: 1e6,
      outputTokens: 0,
      cacheWriteInputTokens: 4e5,
      cacheWriteOneHourInputTokens: 1e5,
      audioInputTokens: 0,
    };
    expect(own.estimate(call({ provider: 'x', responseModel: 'plain', usage }))?.totalUsd).toBeCloseTo(1, 12);
    expect(own.estimate(call({ provider: 'x', responseModel: 'rich', usage }))?.totalUsd).toBeCloseTo(0.6 + 1.2, 12);
    const audio = { inputTokens: 1e6, outputTokens: 0, audioInputTokens: 5e5, cacheReadInputTokens: 2e5, audioCacheReadInputTokens: 1e5 };
    expect(own.estimate(call({ provider: 'x', responseModel: 'rich', usage: audio }))?.totalUsd).toBeCloseTo(0.4 + 4 + 0.02, 12);
  });

  test('a file that cannot be used is told once, and the listed prices are used', () => {
    const own = createCostEstimator({ pricesFile: join(folder, 'missing.json'), warn });
    expect(warnings).toEqual([]);
    own.preload?.();
    own.estimate(call({ ...sonnet, usage: million }));
    expect(own.estimate(call({ ...sonnet, usage: million }))?.source).toMatch(/^genai-prices@/);
    expect(warnings).toHaveLength(1);
  });
});
