import { asRecord } from '../json';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { followIterable, isAsyncIterable } from './follow-iterable';
import { followWhole } from './follow-whole';
import { isThenable } from './thenable';

/** Hands on what a plain method returned. A promise is handed on through ours: a handler beside it would count as handling its rejection. */
export function followResult(result: unknown, call: Call, pipeline: Pipeline): unknown {
  if (!isThenable(result)) {
    takeResult(result, call, pipeline);
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
    const candidate = stream?.field === undefined ? result : asRecord(result)?.[stream.field];
    if (stream === undefined || !isAsyncIterable(candidate)) return call.complete(result);
    const reading = followIterable(candidate, call, pipeline);
    if (stream.whole !== undefined) followWhole(result as Record<string, unknown>, stream.whole, reading, call, pipeline);
  });
}
