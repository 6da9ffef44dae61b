import { collectGarbage } from '../../test/collect-garbage';
import { collectUntilEnded, openAndDrop, openStream, readAll, webStream } from '../../test/open-stream';
import type { Recording } from '../../test/recording-pipeline';

async function* speak(...words: readonly string[]): AsyncGenerator<string> {
  for (const word of words) yield word;
}

async function* breakOff(word: string): AsyncGenerator<string> {
  yield word;
  throw Object.assign(new Error('the line is dead'), { code: 'ECONNRESET' });
}

/** Has its methods as fields of its own. */
function compiled(...words: readonly string[]): AsyncIterable<string> {
  const generator = speak(...words);
  const fields: AsyncIterableIterator<string> = {
    next: () => generator.next(),
    return: (value: unknown) => generator.return(value),
    [Symbol.asyncIterator]: () => fields,
  };
  return fields;
}

/** Makes a generator at each iteration, as most SDKs do. */
function repeatable(...words: readonly string[]): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => speak(...words) };
}

const whole = { outcome: { kind: 'completed' }, response: { id: '2:ab' }, request: {} };
const leftAfterOne = { outcome: { kind: 'abandoned', reason: 'reader_left' }, response: { id: '1:a' } };

describe.each<[string, (...words: readonly string[]) => AsyncIterable<string>]>([
  ['a generator', speak],
  ['a generator compiled for an older platform', compiled],
  ['an iterable', repeatable],
  ['a web stream', webStream],
])('%s', (_name, make) => {
  it('ends its call when it is read to the end', async () => {
    const { stream, ended } = await openStream(() => make('a', 'b'));
    const seen: string[] = [];
    for await (const word of stream) seen.push(word);
    expect(seen).toEqual(['a', 'b']);
    expect(ended).toMatchObject([whole]);
    expect(ended[0]?.timeToFirstChunkSeconds).toBeGreaterThan(0);
  });

  it('stays the object that the SDK made', async () => {
    const made = make('a');
    const keys = Object.keys(made);
    const { stream } = await openStream(() => made);
    expect(stream).toBe(made);
    expect(Object.keys(stream)).toEqual(keys);
  });

  it('ends its call when the reader breaks out', async () => {
    const { stream, ended } = await openStream(() => make('a', 'b'));
    for await (const word of stream) if (word === 'a') break;
    expect(ended).toMatchObject([leftAfterOne]);
  });

  it('ends its call when it is dropped unread', async () => {
    const recording = await openAndDrop(() => make('a'));
    await collectUntilEnded(recording);
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' } }]);
  });

  it('ends its call when it is dropped half read', async () => {
    const recording = await openAndDrop(
      () => make('a', 'b'),
      (stream) => stream[Symbol.asyncIterator]().next(),
    );
    await collectUntilEnded(recording);
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' }, response: { id: '1:a' } }]);
  });

  it('ends its call when the application aborts and nobody reads', async () => {
    const abort = new AbortController();
    const { stream, ended } = await openStream(() => make('a'), { signalOf: () => abort.signal });
    expect(ended).toEqual([]);
    abort.abort();
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'aborted' } }]);
    expect(stream).toBeDefined();
  });
});

it('a generator that breaks off fails its call, and throws what it threw', async () => {
  const { stream, ended } = await openStream(() => breakOff('a'));
  await expect(readAll(stream)).rejects.toThrow('the line is dead');
  expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ECONNRESET' } }, response: { id: '1:a' } }]);
});

it('a generator that is thrown into has been left', async () => {
  const { stream, ended } = await openStream(() => speak('a', 'b'));
  await stream.next();
  await expect(stream.throw(new Error('thrown in'))).rejects.toThrow('thrown in');
  expect(ended).toMatchObject([leftAfterOne]);
});

it('an iterator that answers without a promise ends its call', async () => {
  const words = ['a', 'b'];
  const answer = (): IteratorResult<string> => {
    const value = words.shift();
    return value === undefined ? { done: true, value } : { done: false, value };
  };
  const { stream, ended } = await openStream(
    () => ({ [Symbol.asyncIterator]: () => ({ next: answer }) }) as unknown as AsyncIterable<string>,
  );
  expect(await readAll(stream)).toEqual(['a', 'b']);
  expect(ended).toMatchObject([whole]);
});

it('an iterator that throws at once fails its call, and throws what it threw', async () => {
  const next = (): never => {
    throw Object.assign(new Error('the line is dead'), { code: 'ECONNRESET' });
  };
  const { stream, ended } = await openStream((): AsyncIterable<string> => ({ [Symbol.asyncIterator]: () => ({ next }) }));
  await expect(readAll(stream)).rejects.toThrow('the line is dead');
  expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ECONNRESET' } } }]);
});

it.each([undefined, null, 'done'])('an iterator that answers %p is handed on as it is', async (answer) => {
  const next = (): Promise<never> => Promise.resolve(answer as never);
  const { stream, pipeline } = await openStream((): AsyncIterable<string> => ({ [Symbol.asyncIterator]: () => ({ next }) }));
  expect(await stream[Symbol.asyncIterator]().next()).toBe(answer);
  expect(pipeline.guard.errorCount).toBe(0);
});

it('an object that has a next of its own, and iterates over another, ends its call by that', async () => {
  const inner = speak('a', 'b');
  const next = (): never => {
    throw new Error('nobody calls it');
  };
  const { stream, ended } = await openStream(() => ({ next, [Symbol.asyncIterator]: () => inner }) as AsyncIterable<string>);
  expect(await readAll(stream)).toEqual(['a', 'b']);
  expect(ended).toMatchObject([whole]);
});

it('an object whose next calls that of the iterator it makes counts each chunk once', async () => {
  const inner = speak('a', 'b');
  const made = { next: () => made[Symbol.asyncIterator]().next(), [Symbol.asyncIterator]: () => inner };
  const { stream, ended } = await openStream(() => made);
  while (!(await stream.next()).done);
  expect(ended).toMatchObject([whole]);
});

it('an iterator that is made and never advanced does not count', async () => {
  const { stream, ended } = await openStream(() => repeatable('a', 'b'));
  const idle = stream[Symbol.asyncIterator]();
  expect(await readAll(stream)).toEqual(['a', 'b']);
  expect(ended).toMatchObject([whole]);
  expect(await idle.next()).toEqual({ done: false, value: 'a' });
});

it('an iterator that waits to be advanced keeps its call open, also where the iterable was dropped', async () => {
  const { iterator, ended } = await openAndIterate();
  for (let round = 0; round < 2; round++) await collectGarbage();
  expect(ended).toEqual([]);
  while (!(await iterator.next()).done);
  expect(ended).toMatchObject([whole]);
});

it('of an iterable that is read twice, the first reading counts', async () => {
  const { stream, ended } = await openStream(() => repeatable('a', 'b'));
  expect([await readAll(stream), await readAll(stream)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(ended).toMatchObject([whole]);
});

/** The iterable is held by no variable of the test. */
async function openAndIterate(): Promise<Recording & { readonly iterator: AsyncIterator<string> }> {
  const { stream, ...recording } = await openStream(() => repeatable('a', 'b'));
  return { ...recording, iterator: stream[Symbol.asyncIterator]() };
}
