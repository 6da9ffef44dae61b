import type { Call } from './call';
import { isThenable } from './thenable';

/** What is known of one reading beside its chunks. */
export interface Reading {
  hasBegun: boolean;
  /** Reads that were asked for and are not answered. */
  pendingCount: number;
  readonly signal: AbortSignal | undefined;
}

export function startReading(signal: AbortSignal | undefined): Reading {
  return { hasBegun: false, pendingCount: 0, signal };
}

/** Watches `next`, `return` and `throw` in place. */
export function watchIterator(iterator: AsyncIterator<unknown>, call: Call, reading: Reading = startReading(undefined)): void {
  // `return` runs when the reader breaks out of `for await`; without it the call would never end.
  watchMethods(iterator, 'next', ['return', 'throw'], call, reading);
}

/** Watches `read` and `cancel` in place. */
export function watchReader(reader: ReadableStreamDefaultReader<unknown>, call: Call, reading: Reading): void {
  watchMethods(reader, 'read', ['cancel'], call, reading);
}

type Method = (...args: unknown[]) => unknown;

function watchMethods(reader: object, nextName: string, leavingNames: readonly string[], call: Call, reading: Reading): void {
  const methods = reader as Readonly<Record<string, Method | undefined>>;
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
  const next = methods[nextName];
  if (next !== undefined) {
    define(reader, nextName, (...args) => {
      reading.hasBegun = true;
      const result = next.apply(reader, args);
      if (!isThenable(result)) return result;
      reading.pendingCount++;
      // The promise of the reader is handed on through ours: a handler beside it would count as handling its rejection.
      return (result as Promise<IteratorResult<unknown>>).then(seen, seenError);
    });
  }
  for (const name of leavingNames) {
    const method = methods[name];
    if (method === undefined) continue;
    define(reader, name, (...args) => {
      call.abandon('reader_left');
      return method.apply(reader, args);
    });
  }
}

/** Ends the call when its signal fires and nobody is reading. */
export function endOnAbort(call: Call, reading: Reading): void {
  const { signal } = reading;
  if (signal === undefined) return;
  const onAbort = (): void => {
    // While a read is under way its result tells more: the SDK aborts its own controller when a stream breaks.
    if (reading.pendingCount === 0) call.abandon('aborted');
  };
  // One that was aborted before is one that the SDK took no notice of.
  signal.addEventListener('abort', onAbort, { once: true });
  // The application's signal may live as long as the process, and keeps what is composed of it while that has listeners.
  call.whenEnded(() => signal.removeEventListener('abort', onAbort));
}

function define(reader: object, name: string, value: Method): void {
  // Generators that were compiled for older platforms have them as fields of their own.
  const enumerable = Object.getOwnPropertyDescriptor(reader, name)?.enumerable ?? false;
  Object.defineProperty(reader, name, { value, writable: true, enumerable, configurable: true });
}
