import type { Call } from './call';
import { shadow } from './shadow';
import { isThenable } from './thenable';

/** What is known of the reading of one stream, by whichever way it is read, beside its chunks. */
export interface Reading {
  hasBegun: boolean;
  /** Somebody is reading: what others do beside does not count. */
  isTaken: boolean;
  /** Reads that were asked for and are not answered. */
  pendingCount: number;
  readonly signal: AbortSignal | undefined;
}

export function startReading(signal: AbortSignal | undefined): Reading {
  return { hasBegun: false, isTaken: false, pendingCount: 0, signal };
}

/** Told who holds the way to the rest of a stream. */
export interface Holders {
  /** `reader` reads it from now on. */
  taken(reader: object): void;
  /** It is to be had from where its readers come from. */
  released(): void;
}

/** The methods of who reads. */
export interface ReaderMethods {
  readonly next: string;
  /** Those that give up the rest. */
  readonly leaving: readonly string[];
  /** Those that leave the rest to another reader. */
  readonly releasing: readonly string[];
}

// `return` runs when the reader breaks out of `for await`; without it the call would never end.
export const iteratorMethods: ReaderMethods = { next: 'next', leaving: ['return', 'throw'], releasing: [] };

/** Watches `next`, `return` and `throw` in place. */
export function watchIterator(iterator: object, call: Call, reading: Reading, holders?: Holders | undefined): void {
  watchReader(iterator, iteratorMethods, call, reading, holders);
}

type Method = (...args: unknown[]) => unknown;

/** Watches in place. Of many readers the one counts that reads first: an iterator may be made and never advanced. */
export function watchReader(
  reader: object,
  { next: nextName, leaving, releasing }: ReaderMethods,
  call: Call,
  reading: Reading,
  holders?: Holders | undefined,
): void {
  const methods = reader as Readonly<Record<string, Method | undefined>>;
  let isOurs = false;
  let isReleased = false;
  const take = (): boolean => {
    if (reading.isTaken || isReleased) return false;
    isOurs = true;
    reading.isTaken = true;
    reading.hasBegun = true;
    holders?.taken(reader);
    return true;
  };
  const see = (result: unknown): void => {
    // Anything else is no answer of an iterator: its reader will find out.
    if (typeof result !== 'object' || result === null) return;
    const { done, value } = result as IteratorResult<unknown>;
    if (!done) call.chunkReceived(value);
    // An aborted stream ends without an error: every SDK swallows its own AbortError.
    else if (reading.signal?.aborted === true) call.abandon('aborted');
    else call.streamEnded();
  };
  const seen = (result: unknown): unknown => {
    reading.pendingCount--;
    see(result);
    return result;
  };
  const seenError = (error: unknown): never => {
    reading.pendingCount--;
    // Who lets go of a stream has its pending reads rejected.
    if (!isReleased) call.fail(error);
    throw error;
  };
  const next = methods[nextName];
  if (next !== undefined) {
    shadow(reader, nextName, (...args: unknown[]) => {
      if (!isOurs && !take()) return next.apply(reader, args);
      let result: unknown;
      try {
        result = next.apply(reader, args);
      } catch (error) {
        call.fail(error);
        throw error;
      }
      if (!isThenable(result)) {
        see(result);
        return result;
      }
      reading.pendingCount++;
      // The promise of the reader is handed on through ours: a handler beside it would count as handling its rejection.
      return result.then(seen, seenError);
    });
  }
  for (const name of leaving) {
    const leave = methods[name];
    if (leave === undefined) continue;
    shadow(reader, name, (...args: unknown[]) => {
      if (isOurs || !(reading.isTaken || isReleased)) call.abandon('reader_left');
      return leave.apply(reader, args);
    });
  }
  for (const name of releasing) {
    const release = methods[name];
    if (release === undefined) continue;
    shadow(reader, name, (...args: unknown[]) => {
      const result = release.apply(reader, args);
      isReleased = true;
      if (!isOurs) return result;
      isOurs = false;
      reading.isTaken = false;
      holders?.released();
      return result;
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
