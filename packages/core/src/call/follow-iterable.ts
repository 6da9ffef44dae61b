import type { Guard } from '../patch/guard';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { isReadableStream } from './follow-readable';
import { shadow } from './shadow';
import { endOnAbort, type Holders, type Reading, startReading, watchIterator } from './watch-iterator';
import { watchWebStream } from './watch-web-stream';

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === 'function'
  );
}

/** Watches an async iterable in place: it stays the object that the SDK made. */
export function followIterable(iterable: AsyncIterable<unknown>, call: Call, pipeline: Pipeline): Reading {
  const reading = startReading(call.signal);
  call.streamStarted();
  pipeline.abandoned.watch(iterable, call);
  endOnAbort(call, reading);
  watchIterable(iterable, call, reading, pipeline);
  return reading;
}

/** Of the ways to read it the first that is gone counts. `begin`: where the call is not known to be streamed until one is. */
export function watchIterable(
  iterable: AsyncIterable<unknown>,
  call: Call,
  reading: Reading,
  { abandoned, guard }: Pipeline,
  begin?: () => void,
): void {
  const heldBy = (holder: object): void => {
    guard.run('the watching of a stream', () => {
      if (begin === undefined) call.resultFollowed();
      else begin();
      abandoned.watch(holder, call);
    });
  };
  // An iterator that nobody has advanced keeps the iterable, and with it the call, through these.
  const holders: Holders = { taken: heldBy, released: () => heldBy(iterable) };
  if (isReadableStream(iterable)) watchWebStream(iterable, call, reading, holders, guard);
  else watchIterators(iterable, call, reading, holders, guard);
  // A generator is its own iterator; some web streams are too. It is held already.
  if (isIterator(iterable)) watchIterator(iterable, call, reading, begin && holders);
}

function watchIterators(iterable: AsyncIterable<unknown>, call: Call, reading: Reading, holders: Holders, guard: Guard): void {
  const makeIterator = iterable[Symbol.asyncIterator];
  shadow(iterable, Symbol.asyncIterator, function (this: AsyncIterable<unknown>, ...args: []): AsyncIterator<unknown> {
    const iterator: object = makeIterator.apply(this, args);
    if (iterator !== iterable) guard.run('the watching of a stream', () => watchIterator(iterator, call, reading, holders));
    return iterator as AsyncIterator<unknown>;
  });
}

function isIterator(value: object): value is AsyncIterator<unknown> {
  return typeof (value as { readonly next?: unknown }).next === 'function';
}
