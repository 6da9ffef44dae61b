import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { watchIterator, type Reading } from './watch-iterator';

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
