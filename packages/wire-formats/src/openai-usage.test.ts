import { describeUsage } from './openai-usage';

/** Without the fields that are `undefined`. */
const described = (usage: unknown): unknown => JSON.parse(JSON.stringify(describeUsage(usage) ?? null));

describe('describeUsage', () => {
  it('reads chat and responses usage, whose totals include cached and reasoning tokens', () => {
    const facts = { inputTokens: 100, outputTokens: 50, cacheReadInputTokens: 60, cacheWriteInputTokens: 10, reasoningOutputTokens: 30 };
    const input = { cached_tokens: 60, cache_write_tokens: 10 };
    const output = { reasoning_tokens: 30 };
    expect(
      described({
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: input,
        completion_tokens_details: output,
      }),
    ).toEqual(facts);
    expect(
      described({ input_tokens: 100, output_tokens: 50, total_tokens: 150, input_tokens_details: input, output_tokens_details: output }),
    ).toEqual(facts);
  });

  it('adds reasoning to the output where the total shows that it is counted beside it (xAI)', () => {
    const usage = { prompt_tokens: 32, completion_tokens: 9, total_tokens: 135, completion_tokens_details: { reasoning_tokens: 94 } };
    expect(described(usage)).toEqual({ inputTokens: 32, outputTokens: 103, reasoningOutputTokens: 94 });
  });

  it('reads cache hits told beside the counts', () => {
    expect(described({ prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 4 })).toMatchObject({ cacheReadInputTokens: 4 });
    expect(described({ prompt_tokens: 9, completion_tokens: 1, cached_tokens: 3 })).toMatchObject({ cacheReadInputTokens: 3 });
  });

  it('splits audio and images', () => {
    const usage = {
      prompt_tokens: 55,
      completion_tokens: 42,
      prompt_tokens_details: {
        audio_tokens: 40,
        text_tokens: 10,
        image_tokens: 5,
        cached_tokens: 8,
        cached_tokens_details: { audio_tokens: 6 },
      },
      completion_tokens_details: { audio_tokens: 33, text_tokens: 9 },
    };
    expect(described(usage)).toEqual({
      inputTokens: 55,
      outputTokens: 42,
      cacheReadInputTokens: 8,
      textInputTokens: 10,
      imageInputTokens: 5,
      audioInputTokens: 40,
      textOutputTokens: 9,
      audioOutputTokens: 33,
      audioCacheReadInputTokens: 6,
    });
  });

  it('leaves what is not told absent', () => {
    expect(described({ prompt_tokens: 2, total_tokens: 2 })).toEqual({ inputTokens: 2 });
  });

  it.each([
    [undefined],
    [null],
    ['12'],
    [[]],
    [{}],
    [{ prompt_tokens: '12' }],
    [{ prompt_tokens: -1 }],
    [{ type: 'duration', seconds: 3 }],
  ])('is undefined without an input count: %j', (usage) => {
    expect(describeUsage(usage)).toBeUndefined();
  });
});
