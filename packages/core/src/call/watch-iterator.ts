import type { Call } from './call';

/** What is known of one reading beside its chunks. */
export interface Reading {
  /** Reads that were asked for and are not answered. */
  pendingCount: number;
  readonly signal: AbortSignal | undefined;
}

/** Watches `next`, `return` and `throw` in place. */
export function watchIterator(
  iterator: AsyncIterator<unknown>,
  call: Call,
  reading: Reading = { pendingCount: 0, signal: undefined },
): void {
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
