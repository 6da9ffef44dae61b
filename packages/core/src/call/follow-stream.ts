import type { Pipeline } from '../pipeline';
import type { Call } from './call';

/** What the streams of all Stainless SDKs share: a public function that makes the iterator, which `tee` and the helpers use too. */
export interface SdkStream {
  iterator(): AsyncIterator<unknown>;
  readonly controller?: AbortController;
}

export function isSdkStream(value: unknown): value is SdkStream {
  return typeof value === 'object' && value !== null && typeof (value as { iterator?: unknown }).iterator === 'function';
}

/**
 * Watches a stream in place: it keeps its class, identity, `controller`, `tee` and `toReadableStream`.
 *
 * The SDK allows one iteration, so the first iterator made is the one that counts; a second one only fails.
 */
export function followStream(stream: SdkStream, call: Call, pipeline: Pipeline): void {
  const makeIterator = stream.iterator;
  const { abandoned } = pipeline;
  // The closures below must not hold the stream, or it could never be found abandoned.
  const signal = stream.controller?.signal;
  const reading: Reading = { pendingCount: 0, signal };
  let taken = false;
  call.streamStarted();
  abandoned.watch(stream, call);
  stream.iterator = function (this: unknown, ...args: []) {
    const iterator = makeIterator.apply(this as SdkStream, args);
    if (taken) return iterator;
    taken = true;
    return (
      pipeline.guard.run('the watching of a stream', () => {
        // A branch of `tee` outlives the stream it came from: the iterator is what readers hold now.
        call.resultFollowed();
        abandoned.watch(iterator, call);
        watchIterator(iterator, call, reading);
        return iterator;
      }) ?? iterator
    );
  };
  const onAbort = (): void => {
    // While a read is under way its result tells more: the SDK aborts its own controller when a stream breaks.
    if (reading.pendingCount === 0) call.abandon('aborted');
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  // The application's signal may live as long as the process, and keeps what is composed of it while that has listeners.
  call.whenEnded(() => signal?.removeEventListener('abort', onAbort));
}

interface Reading {
  pendingCount: number;
  readonly signal: AbortSignal | undefined;
}

function watchIterator(iterator: AsyncIterator<unknown>, call: Call, reading: Reading): void {
  const { next } = iterator;
  const returnMethod = iterator.return;
  const throwMethod = iterator.throw;

  const seen = (result: IteratorResult<unknown>): IteratorResult<unknown> => {
    reading.pendingCount--;
    if (!result.done) call.chunkReceived(result.value);
    // An aborted stream ends without an error: every SDK swallows its own AbortError.
    else if (reading.signal?.aborted === true) call.abandon('aborted');
    else call.streamEnded();
    return result;
  };
  const seenError = (error: unknown): never => {
    reading.pendingCount--;
    call.fail(error);
    throw error;
  };
  const left = (): void => call.abandon('reader_left');

  define(iterator, 'next', (...args: [] | [undefined]) => {
    reading.pendingCount++;
    // The promise of the iterator is handed on through ours: a handler beside it would count as handling its rejection.
    return next.apply(iterator, args).then(seen, seenError);
  });
  // `return` runs when the reader breaks out of `for await`; without it the call would never end.
  if (returnMethod !== undefined) {
    define(iterator, 'return', (...args: [] | [unknown]) => {
      left();
      return returnMethod.apply(iterator, args);
    });
  }
  if (throwMethod !== undefined) {
    define(iterator, 'throw', (...args: [] | [unknown]) => {
      left();
      return throwMethod.apply(iterator, args);
    });
  }
}

function define(iterator: AsyncIterator<unknown>, name: 'next' | 'return' | 'throw', value: unknown): void {
  Object.defineProperty(iterator, name, { value, writable: true, enumerable: false, configurable: true });
}
