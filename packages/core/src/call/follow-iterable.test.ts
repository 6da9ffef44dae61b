import { collectGarbage } from '../../test/collect-garbage';
import { methodAdapter } from '../../test/method-adapter';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import type { MethodTarget } from '../adapter';
import { applyMethodSeam } from '../seams/method';

interface Opened<Stream> extends Recording {
  readonly stream: Stream;
}

/** A stream as an application has it from a patched method. */
async function open<Stream>(makeStream: () => Stream, more: Partial<MethodTarget> = {}): Promise<Opened<Stream>> {
  class Models {
    async send(): Promise<Stream> {
      return makeStream();
    }
  }
  const recording = recordingPipeline();
  applyMethodSeam({ Models }, methodAdapter({ path: 'Models.prototype.send', ...more }), recording.pipeline);
  return { ...recording, stream: await new Models().send() };
}

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

function webStream(...words: readonly string[]): ReadableStream<string> {
  const left = [...words];
  return new ReadableStream(
    {
      pull(controller) {
        const word = left.shift();
        if (word === undefined) controller.close();
        else controller.enqueue(word);
      },
    },
    { highWaterMark: 0 },
  );
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
    const { stream, ended } = await open(() => make('a', 'b'));
    const seen: string[] = [];
    for await (const word of stream) seen.push(word);
    expect(seen).toEqual(['a', 'b']);
    expect(ended).toMatchObject([whole]);
    expect(ended[0]?.timeToFirstChunkSeconds).toBeGreaterThan(0);
  });

  it('stays the object that the SDK made', async () => {
    const made = make('a');
    const keys = Object.keys(made);
    const { stream } = await open(() => made);
    expect(stream).toBe(made);
    expect(Object.keys(stream)).toEqual(keys);
  });

  it('ends its call when the reader breaks out', async () => {
    const { stream, ended } = await open(() => make('a', 'b'));
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
    const { stream, ended } = await open(() => make('a'), { signalOf: () => abort.signal });
    expect(ended).toEqual([]);
    abort.abort();
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'aborted' } }]);
    expect(stream).toBeDefined();
  });
});

it('a generator that breaks off fails its call, and throws what it threw', async () => {
  const { stream, ended } = await open(() => breakOff('a'));
  await expect(readAll(stream)).rejects.toThrow('the line is dead');
  expect(ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'ECONNRESET' } }, response: { id: '1:a' } }]);
});

it('a generator that is thrown into has been left', async () => {
  const { stream, ended } = await open(() => speak('a', 'b'));
  await stream.next();
  await expect(stream.throw(new Error('thrown in'))).rejects.toThrow('thrown in');
  expect(ended).toMatchObject([leftAfterOne]);
});

it('of an iterable that is read twice, the first reading counts', async () => {
  const { stream, ended } = await open(() => repeatable('a', 'b'));
  expect([await readAll(stream), await readAll(stream)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(ended).toMatchObject([whole]);
});

describe('a web stream', () => {
  it('ends its call when a reader has read it', async () => {
    const { stream, ended } = await open(() => webStream('a', 'b'));
    const reader = stream.getReader();
    while (!(await reader.read()).done);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when a reader cancels', async () => {
    const { stream, ended } = await open(() => webStream('a', 'b'));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(ended).toMatchObject([leftAfterOne]);
  });

  it('ends its call when it is cancelled unread', async () => {
    const { stream, ended } = await open(() => webStream('a'));
    await stream.cancel();
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'reader_left' } }]);
  });

  it('ends its call when both branches of a tee have been read', async () => {
    const { stream, ended } = await open(() => webStream('a', 'b'));
    const [one, other] = stream.tee();
    expect([await readAll(one), await readAll(other)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when it has been piped', async () => {
    const { stream, ended } = await open(() => webStream('a', 'b'));
    const piped = stream.pipeThrough(new TransformStream<string, string>());
    expect(await readAll(piped)).toEqual(['a', 'b']);
    expect(ended).toMatchObject([whole]);
  });
});

/** The stream is held by no variable of the test. */
async function openAndDrop<Stream>(makeStream: () => Stream, read?: (stream: Stream) => Promise<unknown>): Promise<Recording> {
  const { stream, ...recording } = await open(makeStream);
  await read?.(stream);
  return recording;
}

/** The pipeline has to live: with it goes the registry of what was dropped. */
async function collectUntilEnded({ ended, pipeline }: Recording): Promise<void> {
  for (let round = 0; round < 5 && ended.length === 0; round++) await collectGarbage();
  expect(pipeline.abandoned.openCount).toBe(0);
}

async function readAll(stream: AsyncIterable<string>): Promise<string[]> {
  const words: string[] = [];
  for await (const word of stream) words.push(word);
  return words;
}
