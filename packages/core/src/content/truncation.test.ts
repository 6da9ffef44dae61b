import type { CallContent } from './content-stage';
import { createContentStage } from './create-content-stage';
import type { CapturedContent } from './captured-content';
import type { Message } from '../facts';

function capture(content: CallContent, maxPartCharacters: number, maxCallCharacters: number): CapturedContent {
  const done = jest.fn();
  const policy = { mode: 'redacted', onSpan: true, onEvent: false, maxPartCharacters, maxCallCharacters } as const;
  const stage = createContentStage(policy, { syncLimitMs: Infinity });
  stage.capture(content, done);
  stage.flushSync();
  return done.mock.calls[0][0];
}

const message = (role: string, content: string): Message => ({ role, parts: [{ type: 'text', content }] });

test('a part beyond its cap is cut and says by how much, and the call is marked', () => {
  const captured = capture({ input: { messages: [message('user', 'x'.repeat(150))] } }, 100, 1000);
  expect(captured.inputMessages?.value).toEqual([message('user', `${'x'.repeat(100)}[truncated 50 characters]`)]);
  expect(captured.truncated).toBe(true);
});

test('nothing is marked where everything fits', () => {
  const captured = capture({ input: { messages: [message('user', 'x'.repeat(100))] } }, 100, 1000);
  expect(captured.truncated).toBeUndefined();
});

test('a key that is cut by the cap is masked whole: redaction comes before truncation', () => {
  const key = `ghp_${'a1B2'.repeat(9)}`;
  const captured = capture({ input: { messages: [message('user', `${'x '.repeat(45)}${key}`)] } }, 100, 1000);
  expect(captured.inputMessages?.value).toEqual([message('user', `${'x '.repeat(45)}[API_KEY][truncated 30 characters]`)]);
});

test('the newest messages are kept, and one message stands for the older ones', () => {
  const messages = ['a', 'b', 'c', 'd'].map((letter) => message('user', letter.repeat(100)));
  const captured = capture({ input: { messages } }, 1000, 250);
  expect(captured.inputMessages?.value).toEqual([
    message('user', '[truncated 1 message]'),
    message('user', `${'b'.repeat(50)}[truncated 50 characters]`),
    message('user', 'c'.repeat(100)),
    message('user', 'd'.repeat(100)),
  ]);
});

test('answers and instructions come before the conversation', () => {
  const captured = capture(
    {
      input: { instructions: [{ type: 'text', content: 'i'.repeat(50) }], messages: [message('user', 'u'.repeat(200))] },
      output: { messages: [message('assistant', 'o'.repeat(100))] },
    },
    1000,
    160,
  );
  expect(captured.outputMessages?.value).toEqual([message('assistant', 'o'.repeat(100))]);
  expect(captured.instructions?.value).toEqual([{ type: 'text', content: 'i'.repeat(50) }]);
  expect(captured.inputMessages?.value).toEqual([message('user', `${'u'.repeat(10)}[truncated 190 characters]`)]);
});

test('every choice of an answer keeps its place', () => {
  const choices = ['a', 'b', 'c'].map((letter) => ({ ...message('assistant', letter.repeat(100)), finish_reason: 'stop' }));
  const captured = capture({ output: { messages: choices } }, 1000, 100);
  expect(captured.outputMessages?.value).toMatchObject([
    { role: 'assistant', finish_reason: 'stop' },
    { role: 'assistant', finish_reason: 'stop' },
    { parts: [{ content: 'c'.repeat(100) }], finish_reason: 'stop' },
  ]);
});

test('lists, objects and texts inside tool calls are cut and stay valid', () => {
  const callArguments = { rows: Array.from({ length: 1000 }, (_unused, index) => index), note: 'n' };
  const captured = capture(
    { input: { messages: [{ role: 'assistant', parts: [{ type: 'tool_call', name: 'f', arguments: callArguments }] }] } },
    100,
    1000,
  );
  expect(captured.inputMessages?.value).toEqual([
    {
      role: 'assistant',
      parts: [
        {
          type: 'tool_call',
          name: 'f',
          arguments: { rows: [0, 1, 2, 3, 4, 5, '[truncated 994 items]'], '[truncated]': '[truncated 1 field]' },
        },
      ],
    },
  ]);
});

test('a million parts do not make a million marks', () => {
  const parts = Array.from({ length: 5000 }, () => ({ type: 'text', content: 'x'.repeat(50) }));
  const captured = capture({ input: { messages: [{ role: 'user', parts }] } }, 1000, 1000);
  expect(captured.inputMessages?.json.length).toBeLessThan(3000);
});

test.each<[string, (count: number) => CallContent]>([
  ['parts without text', (count) => ({ input: { messages: [{ role: 'user', parts: repeat(count, { type: 'text', content: '' }) }] } })],
  ['messages without parts', (count) => ({ input: { messages: repeat(count, { role: 'user', parts: [] }) } })],
  ['choices', (count) => ({ output: { messages: repeat(count, message('assistant', 'a')) } })],
  ['tools', (count) => ({ input: { tools: repeat(count, {}) } })],
  [
    'fields',
    (count) => ({
      input: { instructions: [{ type: 'new', ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, ''])) }] },
    }),
  ],
  ['labels', (count) => ({ input: { messages: repeat(count / 2, { role: 'r'.repeat(256), parts: [] }) } })],
])('a hundred thousand %s cost no more than their share', (_what, content) => {
  const captured = capture(content(100_000), 1000, 1000);
  const { inputMessages, outputMessages, toolDefinitions, instructions } = captured;
  const json = [inputMessages, outputMessages, toolDefinitions, instructions].map((part) => part?.json ?? '').join('');
  expect(json.length).toBeGreaterThan(10_000);
  expect(json.length).toBeLessThan(1_000_000);
  expect(captured.truncated).toBe(true);
});

test('a label is redacted before it is cut', () => {
  const role = `${'x '.repeat(120)}ghp_${'a1B2'.repeat(9)}`;
  expect(capture({ input: { messages: [message(role, 'a')] } }, 1000, 1000).inputMessages?.value).toEqual([
    message(`${'x '.repeat(120)}[API_KEY]`, 'a'),
  ]);
});

test('the role of the message that stands for the older ones is redacted', () => {
  const captured = capture({ input: { messages: [message('jane@example.com', 'a'), message('user', 'x'.repeat(100))] } }, 1000, 100);
  expect(captured.inputMessages?.value).toMatchObject([message('[EMAIL]', '[truncated 1 message]'), { role: 'user' }]);
});

function repeat<Item>(count: number, item: Item): Item[] {
  return Array.from({ length: count }, () => item);
}
