import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { followReadable, isReadableStream } from './follow-readable';
import { endOnAbort, type Reading, startReading, watchIterator, watchReader } from './watch-iterator';

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === 'function'
  );
}

/**
 * Watches an async iterable in place: it stays the object that the SDK made.
 *
 * A generator is its own iterator and is watched itself; of any other the first iterator made is the one that counts.
 */
export function followIterable(iterable: AsyncIterable<unknown>, call: Call, pipeline: Pipeline): Reading {
  const { abandoned, guard } = pipeline;
  const reading = startReading(call.signal);
  call.streamStarted();
  abandoned.watch(iterable, call);
  endOnAbort(call, reading);
  if (isIterator(iterable)) {
    watchIterator(iterable, call, reading);
    return reading;
  }
  let taken = false;
  const take = (reader: object, watch: () => void): void => {
    if (taken) return;
    taken = true;
    guard.run('the watching of a stream', () => {
      // The iterator is what its reader holds now.
      call.resultFollowed();
      abandoned.watch(reader, call);
      watch();
    });
  };
  const makeIterator = iterable[Symbol.asyncIterator];
  shadow(iterable, Symbol.asyncIterator, function (this: AsyncIterable<unknown>): AsyncIterator<unknown> {
    const iterator = makeIterator.call(this);
    take(iterator, () => watchIterator(iterator, call, reading));
    return iterator;
  });
  if (isReadableStream(iterable)) shadowReaders(iterable, take, reading, call, pipeline);
  return reading;
}

/** A web stream can be read in other ways too. */
function shadowReaders(
  stream: ReadableStream<unknown>,
  take: (reader: object, watch: () => void) => void,
  reading: Reading,
  call: Call,
  pipeline: Pipeline,
): void {
  const { getReader, cancel } = stream as Pick<ReadableStream<unknown>, 'cancel'> & {
    getReader(options?: unknown): ReadableStreamDefaultReader<unknown>;
  };
  shadow(stream, 'getReader', (...args: [unknown?]) => {
    const reader = getReader.apply(stream, args);
    take(reader, () => watchReader(reader, call, reading));
    return reader;
  });
  shadow(stream, 'cancel', (reason: unknown) => {
    call.abandon('reader_left');
    return cancel.call(stream, reason);
  });
  const unwatched = { getReader: () => getReader.call(stream) } as ReadableStream<unknown>;
  for (const name of ['tee', 'pipeThrough', 'pipeTo'] as const) {
    shadow(stream, name, (...args: unknown[]): unknown => {
      const followed = followReadable(unwatched, call, pipeline);
      return Reflect.apply(followed[name], followed, args);
    });
  }
}

function shadow(owner: object, key: string | symbol, value: unknown): void {
  // Bedrock's streams have the method as a field of their own, which a copy by spreading must find.
  const enumerable = Object.getOwnPropertyDescriptor(owner, key)?.enumerable ?? false;
  Object.defineProperty(owner, key, { value, writable: true, enumerable, configurable: true });
}

function isIterator(value: object): value is AsyncIterator<unknown> {
  return typeof (value as { readonly next?: unknown }).next === 'function';
}
