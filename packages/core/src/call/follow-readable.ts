import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { endOnAbort, type Reading, startReading } from './watch-iterator';

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

/** Nothing but this tells it. The stream must not be locked. */
export function isByteStream(stream: ReadableStream<unknown>): boolean {
  try {
    stream.getReader({ mode: 'byob' }).releaseLock();
    return true;
  } catch {
    return false;
  }
}

/**
 * Answers a stream to be handed on in the place of `stream`: how a web stream is read (`tee`, `pipeThrough`) cannot be seen on the stream
 * itself. That one is taken when the first chunk is asked for, so that it stays free where the other is not taken in its place.
 */
export function followReadable(stream: ReadableStream<unknown>, call: Call, pipeline: Pipeline): ReadableStream<unknown> {
  const reading = startReading(call.signal);
  call.streamStarted();
  const { followed } = readThrough(() => stream.getReader(), call, reading);
  pipeline.abandoned.watch(followed, call);
  endOnAbort(call, reading);
  return followed;
}

export interface Through {
  readonly followed: ReadableStream<unknown>;
  /** Gives back what `followed` reads from: it is read no more. */
  release(): void;
}

/** It asks for a chunk when it is asked for one, so that nothing is read earlier than without it. */
export function readThrough(takeReader: () => ReadableStreamDefaultReader<unknown>, call: Call, reading: Reading): Through {
  let reader: ReadableStreamDefaultReader<unknown> | undefined;
  let controller: ReadableStreamDefaultController<unknown>;
  let isAsked = false;
  let isLeft = false;
  const seen = ({ done, value }: ReadResult): void => {
    isAsked = false;
    reading.pendingCount--;
    if (!done) call.chunkReceived(value);
    else if (reading.signal?.aborted === true) call.abandon('aborted');
    else call.streamEnded();
    if (isLeft) return;
    if (done) controller.close();
    else controller.enqueue(value);
  };
  const seenError = (error: unknown): void => {
    reading.pendingCount--;
    if (isLeft) return;
    call.fail(error);
    controller.error(error);
  };
  const followed = new ReadableStream<unknown>(
    {
      start(own) {
        controller = own;
      },
      // It answers no promise to wait for: the next chunk may be asked for in the turn that brings this one, as it would be of the other.
      pull() {
        // More readers wait: with the chunk that is on its way the platform asks again, and the other is asked as often as without us.
        if (isAsked) return;
        try {
          reader ??= takeReader();
        } catch (error) {
          call.fail(error);
          throw error;
        }
        isAsked = true;
        reading.hasBegun = true;
        reading.pendingCount++;
        void reader.read().then(seen, seenError);
      },
      cancel(reason) {
        isLeft = true;
        call.abandon(reading.signal?.aborted === true ? 'aborted' : 'reader_left');
        reader ??= takeReader();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    followed,
    release() {
      isLeft = true;
      (reader ?? takeReader()).releaseLock();
    },
  };
}
