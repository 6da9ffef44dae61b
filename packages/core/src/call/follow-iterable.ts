import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { endOnAbort, type Reading, startReading, watchIterator } from './watch-iterator';

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
  const makeIterator = iterable[Symbol.asyncIterator];
  let taken = false;
  Object.defineProperty(iterable, Symbol.asyncIterator, {
    value(this: AsyncIterable<unknown>): AsyncIterator<unknown> {
      const iterator = makeIterator.call(this);
      if (taken) return iterator;
      taken = true;
      guard.run('the watching of a stream', () => {
        // The iterator is what its reader holds now.
        call.resultFollowed();
        abandoned.watch(iterator, call);
        watchIterator(iterator, call, reading);
      });
      return iterator;
    },
    writable: true,
    // Bedrock's streams have the method as a field of their own, which a copy by spreading must find.
    enumerable: Object.getOwnPropertyDescriptor(iterable, Symbol.asyncIterator)?.enumerable ?? false,
    configurable: true,
  });
  return reading;
}

function isIterator(value: object): value is AsyncIterator<unknown> {
  return typeof (value as { readonly next?: unknown }).next === 'function';
}
