import { openaiResponses } from './openai-responses';

const { stream } = openaiResponses;

function follow(...events: readonly unknown[]) {
  const state = stream.initial();
  for (const event of events) stream.add(state, event);
  return state;
}

const created = { type: 'response.created', response: { id: 'resp_1', model: 'm', status: 'in_progress', output: [] } };
const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hi' };

describe('a streamed response', () => {
  it.each(['completed', 'failed', 'incomplete', 'cancelled'])('is complete with response.%s', (status) => {
    expect(stream.isComplete(follow(created, delta))).toBe(false);
    expect(stream.isComplete(follow(created, delta, { type: `response.${status}`, response: { id: 'resp_1', status } }))).toBe(true);
  });

  it('is complete with an error event, whose fields may lie under `error`', () => {
    const state = follow(created, { type: 'error', error: { type: 'server_error', code: 'overloaded', message: 'later' } });
    expect(stream.isComplete(state)).toBe(true);
    expect(openaiResponses.describeResponse(stream.assemble(state)).failure).toEqual({ type: 'overloaded', message: 'later' });
  });

  it('is not complete with a terminal event that carries no response', () => {
    const state = follow(created, delta, { type: 'response.completed' });
    expect(stream.isComplete(state)).toBe(false);
    expect(openaiResponses.describeOutput(stream.assemble(state)).messages?.[0]?.parts).toEqual([{ type: 'text', content: 'Hi' }]);
  });

  it('is described from the deltas of items that were never opened when it is resumed in its middle', () => {
    const state = follow(
      { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 1, delta: 'So' },
      { type: 'response.refusal.delta', output_index: 1, content_index: 0, delta: 'No' },
      { type: 'response.custom_tool_call_input.delta', output_index: 2, delta: 'ls' },
    );
    expect(openaiResponses.describeOutput(stream.assemble(state)).messages).toEqual([
      {
        role: 'assistant',
        finish_reason: 'error',
        parts: [
          { type: 'reasoning', content: 'So' },
          { type: 'refusal', content: 'No' },
          { type: 'tool_call', id: undefined, name: '', arguments: 'ls' },
        ],
      },
    ]);
  });
});

it('a failed response without an error is a failure', () => {
  expect(openaiResponses.describeResponse({ status: 'failed', error: null }).failure).toEqual({ type: 'failed' });
});

it('a shell call in a container of the provider does not wait for the application', () => {
  const reason = (environment: object) =>
    openaiResponses.describeResponse({ status: 'completed', output: [{ type: 'shell_call', environment }] }).finishReasons;
  expect(reason({ type: 'local' })).toEqual(['tool_call']);
  expect(reason({ type: 'container_reference' })).toEqual(['stop']);
});
