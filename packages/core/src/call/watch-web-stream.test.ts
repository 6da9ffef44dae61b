import { collectGarbage } from '../../test/collect-garbage';
import { collectUntilEnded, openAndDrop, openStream, readAll, webStream } from '../../test/open-stream';

const whole = { outcome: { kind: 'completed' }, response: { id: '2:ab' }, request: {} };
const leftAfterOne = { outcome: { kind: 'abandoned', reason: 'reader_left' }, response: { id: '1:a' } };

describe('a web stream', () => {
  it('ends its call when a reader has read it', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const reader = stream.getReader();
    while (!(await reader.read()).done);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when a reader cancels', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(ended).toMatchObject([leftAfterOne]);
  });

  it('ends its call when it is cancelled unread', async () => {
    const { stream, ended } = await openStream(() => webStream('a'));
    await stream.cancel();
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'reader_left' } }]);
  });

  it('ends its call when both branches of a tee have been read', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const [one, other] = stream.tee();
    expect([await readAll(one), await readAll(other)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when a second reader reads what the first has left', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    await readOne(stream);
    await collectGarbage();
    expect(ended).toEqual([]);
    const reader = stream.getReader();
    while (!(await reader.read()).done);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when a tee reads what a reader has left', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    await readOne(stream);
    const [one, other] = stream.tee();
    expect([await readAll(one), await readAll(other)]).toEqual([['b'], ['b']]);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when an iterator reads what another has left to it', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    for await (const word of stream.values({ preventCancel: true })) if (word === 'a') break;
    expect(ended).toEqual([]);
    expect(await readAll(stream)).toEqual(['b']);
    expect(ended).toMatchObject([whole]);
  });

  it('has not failed when a reader goes while its read is under way', async () => {
    const { stream, ended } = await openStream(() => new ReadableStream<string>({}));
    const reader = stream.getReader();
    const read = reader.read();
    reader.releaseLock();
    await expect(read).rejects.toMatchObject({ name: 'TypeError' });
    await expect(reader.read()).rejects.toMatchObject({ name: 'TypeError' });
    await expect(reader.cancel()).rejects.toMatchObject({ name: 'TypeError' });
    expect(ended).toEqual([]);
    await stream.cancel();
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'reader_left' } }]);
  });

  it('ends its call when a tee reads what a reader was waiting for when it went', async () => {
    let controller: ReadableStreamDefaultController<string> | undefined;
    const { stream, ended } = await openStream(() => new ReadableStream<string>({ start: (own) => void (controller = own) }));
    const reader = stream.getReader();
    const read = reader.read().catch(() => 'gone');
    reader.releaseLock();
    const branches = stream.tee().map(readAll);
    expect(await read).toBe('gone');
    for (const word of ['a', 'b']) controller?.enqueue(word);
    controller?.close();
    expect(await Promise.all(branches)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(ended).toMatchObject([whole]);
  });

  it('ends its call when it is dropped after a reader has gone', async () => {
    const recording = await openAndDrop(() => webStream('a', 'b'), readOne);
    await collectUntilEnded(recording);
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' }, response: { id: '1:a' } }]);
  });

  it('is not left by who may not cancel it', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const reader = stream.getReader();
    await expect(stream.cancel()).rejects.toMatchObject({ name: 'TypeError' });
    while (!(await reader.read()).done);
    expect(ended).toMatchObject([whole]);
  });

  it('refuses a second taker as it would unwatched', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const reader = stream.getReader();
    expect(() => stream.tee()).toThrow(expect.objectContaining({ name: 'TypeError' }));
    expect(() => stream.pipeThrough(new TransformStream())).toThrow(expect.objectContaining({ name: 'TypeError' }));
    await expect(stream.pipeTo(new WritableStream())).rejects.toMatchObject({ name: 'TypeError' });
    while (!(await reader.read()).done);
    expect(ended).toMatchObject([whole]);
  });

  it('is free again after a pipe that leaves it open has failed', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b', 'c'));
    const full = new WritableStream({
      write() {
        throw new Error('full');
      },
    });
    await expect(stream.pipeTo(full, { preventCancel: true })).rejects.toThrow('full');
    expect([stream.locked, ended]).toEqual([false, []]);
    expect(await readAll(stream)).toEqual(['b', 'c']);
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: '3:abc' } }]);
  });

  it('is free again after a pipe that was given nothing to write to', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    await expect(stream.pipeTo(undefined as never)).rejects.toMatchObject({ name: 'TypeError' });
    expect(() => stream.pipeThrough(undefined as never)).toThrow(expect.objectContaining({ name: 'TypeError' }));
    expect(await readAll(stream)).toEqual(['a', 'b']);
    expect(ended).toMatchObject([whole]);
  });

  it('leaves no listener on the signal of the application however it was read', async () => {
    const { signal } = new AbortController();
    let listenerCount = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
      listenerCount++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
      listenerCount--;
      removeEventListener.apply(signal, args);
    };
    const { stream, ended } = await openStream(() => webStream('a', 'b'), { signalOf: () => signal });
    expect(listenerCount).toBe(1);
    await readOne(stream);
    await Promise.all(stream.tee().map(readAll));
    expect(ended).toMatchObject([whole]);
    expect(listenerCount).toBe(0);
  });

  it('that has a next of its own ends its call by that, and by a reader', async () => {
    for (const read of [readAll, readWithReader]) {
      const { stream, ended } = await openStream(() => new OwnNext(webStream('a', 'b')));
      expect(await read(stream)).toEqual(['a', 'b']);
      expect(ended).toMatchObject([whole]);
    }
  });

  it('ends its call when it has been piped', async () => {
    const { stream, ended } = await openStream(() => webStream('a', 'b'));
    const piped = stream.pipeThrough(new TransformStream<string, string>());
    expect(await readAll(piped)).toEqual(['a', 'b']);
    expect(ended).toMatchObject([whole]);
  });
});

describe('a web stream of bytes', () => {
  it('ends its call when a reader that brings its own buffers has read it', async () => {
    const { stream, ended } = await openStream(() => byteStream(1, 2));
    const reader = stream.getReader({ mode: 'byob' });
    const seen: number[] = [];
    for (let result = await reader.read(new Uint8Array(1)); !result.done; result = await reader.read(new Uint8Array(1))) {
      seen.push(...result.value);
    }
    expect(seen).toEqual([1, 2]);
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: '2:12' } }]);
  });

  it('has branches of bytes, and ends its call when they have been read', async () => {
    const { stream, ended } = await openStream(() => byteStream(1, 2));
    const [one, other] = stream.tee();
    const reader = other.getReader({ mode: 'byob' });
    const seen: unknown[] = [];
    for await (const bytes of one) seen.push(...bytes);
    expect(seen).toEqual([1, 2]);
    expect((await reader.read(new Uint8Array(1))).value).toEqual(new Uint8Array([1]));
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: '2:12' } }]);
  });
});

function byteStream(...bytes: readonly number[]): ReadableStream<Uint8Array> {
  const left = [...bytes];
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const byte = left.shift();
      if (byte !== undefined) return controller.enqueue(new Uint8Array([byte]));
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
}

/** As LangChain has it: a web stream that is its own iterator, over a reader of its own. */
class OwnNext extends ReadableStream<string> {
  #reader: ReadableStreamDefaultReader<string> | undefined;

  constructor(source: ReadableStream<string>) {
    const reader = source.getReader();
    super({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
  }

  next(): ReturnType<ReadableStreamDefaultReader<string>['read']> {
    this.#reader ??= this.getReader();
    return this.#reader.read();
  }

  override [Symbol.asyncIterator](): never {
    return this as never;
  }
}

async function readOne(stream: ReadableStream<string>): Promise<void> {
  const reader = stream.getReader();
  await reader.read();
  reader.releaseLock();
}

async function readWithReader(stream: ReadableStream<string>): Promise<string[]> {
  const reader = stream.getReader();
  const words: string[] = [];
  for (let result = await reader.read(); !result.done; result = await reader.read()) words.push(result.value);
  return words;
}
