import { createContentStage, type ContentStageOptions } from './create-content-stage';
import type { CallContent } from './content-stage';
import type { CapturedContent } from './captured-content';

const policy = { mode: 'redacted', onSpan: true, onEvent: false, maxPartCharacters: 10_000_000, maxCallCharacters: 10_000_000 } as const;
const callOf = (content: string): CallContent => ({ input: { messages: [{ role: 'user', parts: [{ type: 'text', content }] }] } });

function stageOf(options: ContentStageOptions = {}) {
  const captured: CapturedContent[] = [];
  const stage = createContentStage(policy, options);
  return { stage, captured, capture: (content: string) => stage.capture(callOf(content), (result) => captured.push(result)) };
}

const textOf = (content: CapturedContent | undefined) => content?.inputMessages?.json;

describe('waiting content', () => {
  test('is finished by itself, in the order of the calls', async () => {
    const { captured, capture } = stageOf();
    capture('first jane@example.com');
    capture('second');
    expect(captured).toEqual([]);
    for (let turn = 0; turn < 100 && captured.length < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(captured.map(textOf)).toEqual([expect.stringContaining('first [EMAIL]'), expect.stringContaining('second')]);
  });

  test('is finished by flush, also a long one that takes many slices', async () => {
    const { stage, captured, capture } = stageOf();
    capture('word '.repeat(400_000));
    await stage.flush();
    expect(captured).toHaveLength(1);
    expect(textOf(captured[0])).toContain('word word');
  });

  test('is finished by flushSync before it returns', () => {
    const { stage, captured, capture } = stageOf();
    for (let index = 0; index < 50; index++) capture(`call ${index}`);
    stage.flushSync();
    expect(captured).toHaveLength(50);
  });

  test('lets other work have its turn: while a long text is worked on, timers go on firing', async () => {
    const { stage, capture, captured } = stageOf();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    capture(`${'jane@example.com and 203.0.113.7; '.repeat(60_000)}`);
    await stage.flush();
    clearInterval(timer);
    expect(captured).toHaveLength(1);
    expect(turns).toBeGreaterThan(2);
  });

  test('does not keep the process alive', () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const { stage, capture } = stageOf();
    capture('text');
    expect(timers.mock.results.map(({ value }) => value.hasRef())).toEqual([false]);
    timers.mockRestore();
    stage.flushSync();
  });

  test('does not lose the calls behind one whose receiver throws', () => {
    const { stage, captured, capture } = stageOf();
    stage.capture(callOf('a'), () => {
      throw new Error('receiver');
    });
    capture('b');
    stage.flushSync();
    expect(captured).toHaveLength(1);
  });
});

describe('bounds', () => {
  test('over the number of calls, content is dropped at once and counted', () => {
    const { stage, captured, capture } = stageOf({ maxWaitingCalls: 2 });
    for (let index = 0; index < 5; index++) capture('text');
    expect(captured).toEqual([1, 2, 3].map(() => ({ mode: 'redacted', dropped: 'queue_full' })));
    expect(stage.droppedCount).toBe(3);
    stage.flushSync();
    expect(captured).toHaveLength(5);
  });

  test('thousands of concurrent calls wait with no more characters than allowed, and each is answered once', () => {
    const { stage, captured, capture } = stageOf({ maxWaitingCharacters: 1_000_000 });
    const text = 'x'.repeat(10_000);
    for (let index = 0; index < 5000; index++) capture(text);
    const dropped = captured.length;
    expect(dropped).toBeGreaterThanOrEqual(4900);
    expect(stage.droppedCount).toBe(dropped);
    stage.flushSync();
    expect(captured).toHaveLength(5000);
    capture(text);
    stage.flushSync();
    expect(textOf(captured.at(-1))).toContain(text);
  });

  test('past the deadline content is dropped and counted, and the work is not done', async () => {
    const { stage, captured, capture } = stageOf({ deadlineMs: 1 });
    capture('text');
    for (const end = performance.now() + 5; performance.now() < end;);
    await stage.flush();
    expect(captured).toEqual([{ mode: 'redacted', dropped: 'deadline' }]);
    expect(stage.droppedCount).toBe(1);
  });

  test('flushSync gives up what is left when its time is over: each call is answered once, and the dropped ones are counted', async () => {
    const { stage, captured, capture } = stageOf({ syncLimitMs: 1 });
    for (let index = 0; index < 10; index++) capture(`${'jane@example.com and 203.0.113.7; '.repeat(10_000)}`);
    stage.flushSync();
    await stage.flush();
    expect(captured).toHaveLength(10);
    expect(captured.at(-1)).toEqual({ mode: 'redacted', dropped: 'deadline' });
    expect(stage.droppedCount).toBe(captured.filter(({ dropped }) => dropped === 'deadline').length);
  });
});

describe('an asynchronous redactor', () => {
  test('sees the text after the rules, and its answer is kept', async () => {
    const { stage, captured, capture } = stageOf({ findAsyncRedactor: () => async (text) => text.replace('Jane', '[PERSON]') });
    capture('Jane <jane@example.com>');
    await stage.flush();
    expect(textOf(captured[0])).toContain('"[PERSON] <[EMAIL]>"');
  });

  test('does not hold up other calls while it waits', async () => {
    const answers: (() => void)[] = [];
    const slow = (text: string) =>
      new Promise<string>((resolve) => (text === 'slow' ? answers.push(() => resolve('late')) : resolve(text)));
    const { stage, captured, capture } = stageOf({ findAsyncRedactor: () => slow });
    capture('slow');
    capture('quick');
    const flushed = stage.flush();
    while (captured.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(textOf(captured[0])).toContain('quick');
    answers[0]?.();
    await flushed;
    expect(textOf(captured[1])).toContain('late');
  });

  test.each([
    ['rejects', async () => Promise.reject(new Error('model')), 'redaction_failed'],
    [
      'throws',
      () => {
        throw new Error('model');
      },
      'redaction_failed',
    ],
    ['never answers', () => new Promise<string>(() => undefined), 'deadline'],
  ] as const)('that %s costs the content', async (_what, asyncRedactor, dropped) => {
    const { stage, captured, capture } = stageOf({ findAsyncRedactor: () => asyncRedactor, deadlineMs: 50 });
    capture('text');
    await stage.flush();
    expect(captured).toEqual([{ mode: 'redacted', dropped }]);
  });

  test('is given up by flushSync, which cannot wait', () => {
    const { stage, captured, capture } = stageOf({ findAsyncRedactor: () => async (text) => text });
    capture('text');
    stage.flushSync();
    expect(captured).toEqual([{ mode: 'redacted', dropped: 'deadline' }]);
  });
});
