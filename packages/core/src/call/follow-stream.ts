import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { endOnAbort, startReading, watchIterator } from './watch-iterator';

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
  const reading = startReading(stream.controller?.signal);
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
  endOnAbort(call, reading);
}
