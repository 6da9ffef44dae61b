import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { isAsyncIterable, watchIterable } from './follow-iterable';
import { shadow } from './shadow';
import { endOnAbort, startReading } from './watch-iterator';

type Settle = (...values: unknown[]) => unknown;

/**
 * Watches in place what can be awaited and is no plain promise. `then` may be what makes it run (the query of a database), and it may be read
 * in another way instead (row by row): so it is called when the application calls it. What never asks for its value through `then` or by
 * iterating it is seen only when it is dropped.
 */
export function followThenable(thenable: PromiseLike<unknown>, call: Call, pipeline: Pipeline, take: (value: unknown) => void): void {
  const isWatched = pipeline.guard.run('the watching of a thenable', () => {
    watchThen(thenable, call, pipeline, take);
    return true;
  });
  if (!isWatched) call.complete(undefined);
}

function watchThen(thenable: PromiseLike<unknown>, call: Call, pipeline: Pipeline, take: (value: unknown) => void): void {
  const { then } = thenable;
  const reading = startReading(call.signal);
  const see = (value: unknown): void => {
    if (!reading.hasBegun) take(value);
  };
  const seeError = (error: unknown): void => {
    if (!reading.hasBegun) call.fail(error);
  };
  shadow(thenable, 'then', (onFulfilled?: unknown, onRejected?: unknown, ...more: unknown[]): unknown => {
    // What it iterates itself to make its value is not what the application reads.
    reading.isTaken = true;
    const fulfilled: Settle = (value, ...others) => {
      see(value);
      return typeof onFulfilled === 'function' ? (onFulfilled as Settle)(value, ...others) : value;
    };
    const rejected: Settle = (error, ...others) => {
      seeError(error);
      if (typeof onRejected === 'function') return (onRejected as Settle)(error, ...others);
      throw error;
    };
    try {
      return Reflect.apply(then, thenable, [fulfilled, rejected, ...more]) as unknown;
    } catch (error) {
      seeError(error);
      throw error;
    }
  });
  pipeline.abandoned.watch(thenable, call);
  endOnAbort(call, reading);
  // That it is a stream shows with the first read.
  if (isAsyncIterable(thenable)) watchIterable(thenable, call, reading, pipeline, () => call.streamStarted());
}
