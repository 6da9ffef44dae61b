import { openaiChat } from './openai-chat';

const { stream } = openaiChat;

function follow(...chunks: readonly unknown[]) {
  const state = stream.initial();
  for (const chunk of chunks) stream.add(state, chunk);
  return state;
}

function choice(index: number, delta: object, finishReason?: string): object {
  return { index, delta, finish_reason: finishReason ?? null };
}

function toolCallsOf(...deltas: readonly object[]): unknown {
  const state = follow(...deltas.map((delta) => ({ choices: [choice(0, { tool_calls: [delta] })] })));
  return openaiChat.describeOutput(stream.assemble(state)).messages?.[0]?.parts;
}

describe('a streamed chat is complete', () => {
  it('when every choice seen has a finish reason', () => {
    const begun = [
      { choices: [choice(0, { content: 'a' })] },
      { choices: [choice(1, { content: 'b' })] },
      { choices: [choice(0, {}, 'stop')] },
    ];
    expect(stream.isComplete(follow())).toBe(false);
    expect(stream.isComplete(follow(...begun))).toBe(false);
    expect(stream.isComplete(follow(...begun, { choices: [choice(1, {}, 'stop')] }))).toBe(true);
  });

  it('with its usage, when chunks announce by `usage: null` that it will come', () => {
    const finished = [{ choices: [choice(0, { content: 'a' }, 'stop')], usage: null }];
    expect(stream.isComplete(follow(...finished))).toBe(false);
    expect(stream.isComplete(follow(...finished, { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } }))).toBe(true);
  });

  it('when the provider reports an error: nothing more comes', () => {
    expect(stream.isComplete(follow({ choices: [choice(0, { content: 'a' })] }, { error: { message: 'overloaded' } }))).toBe(true);
  });
});

describe('streamed tool calls are told apart', () => {
  const first = { id: 'call_1', function: { name: 'f', arguments: '{"a":1}' } };
  const second = { id: 'call_2', function: { name: 'g', arguments: '{"b":2}' } };
  const both = [
    { type: 'tool_call', id: 'call_1', name: 'f', arguments: { a: 1 } },
    { type: 'tool_call', id: 'call_2', name: 'g', arguments: { b: 2 } },
  ];

  it('by index, also when it comes out of order', () => {
    expect(toolCallsOf({ index: 1, ...second }, { index: 0, ...first })).toEqual(both);
  });

  it('by id, when all have one index (Gemini)', () => {
    expect(toolCallsOf({ index: 0, ...first }, { index: 0, ...second })).toEqual(both);
  });

  it('by id, when they have no index', () => {
    const opened = { id: 'call_2', function: { name: 'g', arguments: '{"b"' } };
    expect(toolCallsOf(first, opened, { function: { arguments: ':2}' } })).toEqual(both);
  });

  it('and take a name that is repeated in every chunk once', () => {
    const again = { index: 0, id: 'call_1', function: { name: 'f', arguments: ':1}' } };
    expect(toolCallsOf({ index: 0, id: 'call_1', function: { name: 'f', arguments: '{"a"' } }, again)).toEqual(both.slice(0, 1));
  });
});

it('keeps the id and model that are told when a chunk leaves them empty (Azure)', () => {
  const state = follow({ id: '', model: '', choices: [] }, { id: 'a', model: 'm', choices: [] }, { id: '', model: '', choices: [] });
  expect(stream.assemble(state)).toMatchObject({ id: 'a', model: 'm' });
});

it('reads usage that is told inside a choice (Moonshot)', () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2 };
  const state = follow({ choices: [{ ...choice(0, {}, 'stop'), usage }] });
  expect(openaiChat.describeResponse(stream.assemble(state)).usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
});

it('gives `error` as the reason of a choice that was cut off beside one that was not', () => {
  const state = follow({ choices: [choice(0, { content: 'a' }, 'stop'), choice(1, { content: 'b' })] });
  expect(openaiChat.describeResponse(stream.assemble(state)).finishReasons).toEqual(['stop', 'error']);
});
