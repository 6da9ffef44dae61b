import { asRecord } from '../json';
import { findDescriptor } from '../patch/find-descriptor';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { followIterable, isAsyncIterable } from './follow-iterable';
import { followReadable, isByteStream, isReadableStream } from './follow-readable';
import { followThenable } from './follow-thenable';
import { followWhole } from './follow-whole';
import { isPlainPromise, isThenable } from './thenable';

/**
 * Hands on what a plain method returned. A promise of the platform is handed on through ours: a handler beside it would count as handling
 * its rejection. Everything else stays the object that it is.
 */
export function followResult(result: unknown, call: Call, pipeline: Pipeline): unknown {
  if (!isThenable(result)) {
    takeResult(result, call, pipeline);
    return result;
  }
  if (!isPlainPromise(result) || isAsyncIterable(result)) {
    followThenable(result, call, pipeline, (value) => takeResult(value, call, pipeline));
    return result;
  }
  return result.then(
    (value: unknown) => {
      takeResult(value, call, pipeline);
      return value;
    },
    (error: unknown) => {
      call.fail(error);
      throw error;
    },
  );
}

/** The call ends with its result, or, where that is or holds a stream, with the end of the stream. */
export function takeResult(result: unknown, call: Call, pipeline: Pipeline): void {
  pipeline.guard.run('the taking of a result', () => {
    const { stream } = call.operation;
    if (stream === undefined) return call.complete(result);
    const { holder, field } = stream.placeOf?.(result) ?? { holder: result, field: stream.field };
    const candidate = field === undefined ? result : asRecord(holder)?.[field];
    if (field !== undefined && isReadableStream(candidate) && !candidate.locked && !isByteStream(candidate)) {
      if (!replaceField(holder as object, field, () => followReadable(candidate, call, pipeline))) call.complete(result);
      return;
    }
    if (!isAsyncIterable(candidate)) return call.complete(result);
    const reading = followIterable(candidate, call, pipeline);
    if (stream.whole !== undefined) followWhole(result as Record<string, unknown>, stream.whole, reading, call, pipeline);
  });
}

/** Whether the field has taken another value, which a setter need not; the value is made only where it may. */
function replaceField(holder: object, field: string, makeValue: () => unknown): boolean {
  const descriptor = findDescriptor(holder, field);
  const isWritable = descriptor?.writable === true || descriptor?.set !== undefined;
  if (!isWritable || Object.isFrozen(holder)) return false;
  const value = makeValue();
  return Reflect.set(holder, field, value) && Reflect.get(holder, field) === value;
}
