import { anthropicMessages, mapStopReason } from './anthropic-messages';
import { describeUsage } from './anthropic-usage';

const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    model: 'claude-a',
    role: 'assistant',
    content: [],
    stop_reason: null,
    usage: { input_tokens: 5, output_tokens: 1, cache_read_input_tokens: 2 },
  },
};

function stream(...events: unknown[]): unknown {
  const state = anthropicMessages.stream.initial();
  for (const event of events) anthropicMessages.stream.add(state, event);
  return anthropicMessages.stream.assemble(state);
}

test.each([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_call'],
  ['refusal', 'content_filter'],
  ['pause_turn', 'pause_turn'],
  ['compaction', 'compaction'],
  ['a reason of tomorrow', 'a reason of tomorrow'],
])('the stop reason %s is %s', (stopReason, word) => {
  expect(mapStopReason(stopReason)).toBe(word);
});

test('input tokens are fresh, cached and cache-writing ones together', () => {
  const usage = describeUsage({
    input_tokens: 10,
    cache_read_input_tokens: 400,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
    output_tokens: 20,
  });
  expect(usage).toEqual({
    inputTokens: 710,
    outputTokens: 20,
    cacheReadInputTokens: 400,
    cacheWriteInputTokens: 300,
    cacheWriteOneHourInputTokens: 100,
  });
});

test('counts that are not told are absent, and counts of 0 are kept', () => {
  expect(describeUsage({ input_tokens: 3, output_tokens: 0, cache_read_input_tokens: null })).toEqual({ inputTokens: 3, outputTokens: 0 });
  expect(describeUsage({ input_tokens: 0, output_tokens: 2, cache_read_input_tokens: 0 })).toEqual({
    inputTokens: 0,
    outputTokens: 2,
    cacheReadInputTokens: 0,
  });
});

test.each([[undefined], [null], [{}], [{ output_tokens: 3 }], [{ input_tokens: '3' }], [{ input_tokens: Number.NaN }]])(
  'there is no usage in %p',
  (usage) => {
    expect(describeUsage(usage)).toBeUndefined();
  },
);

test('a stream that breaks off before its usage tells no output tokens', () => {
  const response = stream(start, { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hel' } });
  expect(anthropicMessages.describeResponse(response).usage).toEqual({ inputTokens: 7, cacheReadInputTokens: 2 });
  expect(anthropicMessages.describeOutput(response).messages).toEqual([{ role: 'assistant', parts: [{ type: 'text', content: 'Hel' }] }]);
});

test('the last usage of a stream wins, and null takes nothing away', () => {
  const response = stream(
    start,
    { type: 'message_delta', delta: {}, usage: { output_tokens: 3 } },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { input_tokens: 6, output_tokens: 9, cache_read_input_tokens: null },
    },
  );
  expect(anthropicMessages.describeResponse(response)).toMatchObject({
    id: 'msg_1',
    finishReasons: ['stop'],
    usage: { inputTokens: 8, outputTokens: 9, cacheReadInputTokens: 2 },
  });
});

test('a stream of which nothing was read has no facts', () => {
  const response = stream();
  expect(JSON.stringify(anthropicMessages.describeResponse(response))).toBe('{}');
  expect(anthropicMessages.describeOutput(response)).toEqual({});
});

test('text that stands before the first delta is kept', () => {
  const response = stream(
    start,
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hel' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'lo' } },
  );
  expect(anthropicMessages.describeOutput(response).messages?.[0]?.parts).toEqual([{ type: 'text', content: 'Hello' }]);
});

test('a compaction that failed has no content', () => {
  const response = stream(
    start,
    { type: 'content_block_start', index: 0, content_block: { type: 'compaction', content: null } },
    { type: 'content_block_delta', index: 0, delta: { type: 'compaction_delta', content: null, encrypted_content: null } },
  );
  expect(anthropicMessages.describeOutput(response).messages?.[0]?.parts).toEqual([{ type: 'compaction' }]);
});
