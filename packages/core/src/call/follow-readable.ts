import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { endOnAbort, startReading } from './watch-iterator';

interface ReadResult {
  readonly done: boolean;
  readonly value?: unknown;
}

export function isReadableStream(value: unknown): value is ReadableStream<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<ReadableStream>).getReader === 'function' &&
    typeof (value as Partial<ReadableStream>).pipeThrough === 'function'
  );
}

/**
 * Answers a stream to be handed on in the place of `stream`: how a web stream is read (`tee`, `pipeThrough`) cannot be seen on the stream
 * itself. It asks for a chunk when it is asked for one, so that nothing is read earlier than without it.
 */
export function followReadable(stream: ReadableStream<unknown>, call: Call, pipeline: Pipeline): ReadableStream<unknown> {
  const reader = stream.getReader();
  const reading = startReading(call.signal);
  call.streamStarted();
  let isCancelled = false;
  const seen = (controller: ReadableStreamDefaultController<unknown>, { done, value }: ReadResult): void => {
    reading.pendingCount--;
    if (!done) call.chunkReceived(value);
    else if (reading.signal?.aborted === true) call.abandon('aborted');
    else call.streamEnded();
    if (isCancelled) return;
    if (done) controller.close();
    else controller.enqueue(value);
  };
  const seenError = (controller: ReadableStreamDefaultController<unknown>, error: unknown): void => {
    reading.pendingCount--;
    call.fail(error);
    controller.error(error);
  };
  const followed = new ReadableStream<unknown>(
    {
      // Without a promise to wait for, the next chunk may be asked for in the turn that brings this one, as it would be of `stream`.
      pull(controller) {
        reading.pendingCount++;
        void reader.read().then(seen.bind(undefined, controller), seenError.bind(undefined, controller));
      },
      cancel(reason) {
        isCancelled = true;
        call.abandon(reading.signal?.aborted === true ? 'aborted' : 'reader_left');
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  pipeline.abandoned.watch(followed, call);
  endOnAbort(call, reading);
  return followed;
}
