import type { Call } from '../call/call';
import { followResponse } from '../call/follow-response';
import { followStream, isSdkStream } from '../call/follow-stream';
import { shadow } from '../call/shadow';
import { isThenable } from '../call/thenable';
import type { Pipeline } from '../pipeline';
import type { Attempt } from './attempt';

type AnyFunction = (...args: unknown[]) => unknown;

const isWatching = Symbol('genspan.isWatching');

/** What the promise classes of all versions share; some set the methods on the instance. */
interface SdkPromise extends Promise<unknown> {
  responsePromise?: unknown;
  parseResponse?: AnyFunction & { [isWatching]?: true };
  _thenUnwrap?: (transform: AnyFunction) => unknown;
  asResponse?: AnyFunction;
}

export function isSdkPromise(value: unknown): boolean {
  return isThenable(value) && typeof (value as SdkPromise).parseResponse === 'function';
}

/**
 * Watches an SDK promise without calling `.then`: that parses the body, and `asResponse()` would hand it over already read.
 *
 * The value is seen where the SDK itself produces it, in `parseResponse`, and, since openai 7.20, whose derived promises no
 * longer pass there, in the first transform given to `_thenUnwrap`.
 */
export function followSdkPromise(promise: unknown, attempt: Attempt, pipeline: Pipeline, isDerived = false): void {
  if (!isThenable(promise)) throw new TypeError('the SDK returned no promise');
  const sdkPromise = promise as SdkPromise;
  attempt.addHandle(sdkPromise);
  watchParse(sdkPromise, () => attempt, pipeline, isDerived);
  watchDerived(sdkPromise, attempt, pipeline, isDerived);
  watchRaw(sdkPromise, attempt, pipeline);
  watchAnswer(sdkPromise, attempt, pipeline);
}

/** A promise around the answer of a request that was seen elsewhere: which one, tells the answer it is given. Does nothing to ours. */
export function followForeignPromise(promise: unknown, attemptOf: (answer: unknown) => Attempt | undefined, pipeline: Pipeline): void {
  const sdkPromise = promise as SdkPromise | undefined;
  if (sdkPromise?.parseResponse === undefined || sdkPromise.parseResponse[isWatching]) return;
  watchParse(sdkPromise, attemptOf, pipeline, false);
}

function watchParse(
  promise: SdkPromise,
  attemptOf: (answer: unknown) => Attempt | undefined,
  pipeline: Pipeline,
  isDerived: boolean,
): void {
  const parse = promise.parseResponse;
  if (typeof parse !== 'function') throw new TypeError('the SDK promise has no parseResponse');
  const watching: SdkPromise['parseResponse'] = (...args) => {
    const result = Reflect.apply(parse, promise, args) as unknown;
    // The answer of the request is the only argument of openai 4, the last one of all others.
    const attempt = attemptOf(args.at(-1));
    const call = attempt?.call;
    if (attempt === undefined || call === undefined || !isThenable(result)) return result;
    call.claim();
    return result.then(
      (value: unknown) => {
        if (!isDerived) takeValue(value, call, attempt, pipeline);
        return value;
      },
      (error: unknown) => {
        // A transform that throws on a value that was seen is the application's parser speaking: the call itself went well.
        if (!attempt.isValueSeen) call.fail(error);
        throw error;
      },
    );
  };
  watching[isWatching] = true;
  promise.parseResponse = watching;
}

function watchDerived(promise: SdkPromise, attempt: Attempt, pipeline: Pipeline, isDerived: boolean): void {
  const derive = promise._thenUnwrap;
  if (typeof derive !== 'function') return;
  shadow(promise, '_thenUnwrap', (transform: AnyFunction): unknown => {
    const derived = derive.call(promise, (value: unknown, ...rest: unknown[]) => {
      if (!isDerived && attempt.call !== undefined) takeValue(value, attempt.call, attempt, pipeline);
      return transform(value, ...rest);
    });
    pipeline.guard.run('the watching of a derived promise', () => followSdkPromise(derived, attempt, pipeline, true));
    return derived;
  });
}

/**
 * Headers and errors are seen in what the SDK's promises stand on, not where `makeRequest` makes it: a subclass or the SDK's
 * authentication may fail before, or send options of its own. It is handed on through ours: a handler beside it would count as
 * handling its rejection.
 */
function watchAnswer(promise: SdkPromise, attempt: Attempt, pipeline: Pipeline): void {
  const { responsePromise } = promise;
  if (!isThenable(responsePromise)) throw new TypeError('the SDK promise has no responsePromise');
  attempt.answer ??= responsePromise.then(
    (answer: unknown) => {
      pipeline.guard.run('the watching of an answer', () => attempt.answered(answer));
      return answer;
    },
    (error: unknown) => {
      attempt.call?.fail(error);
      throw error;
    },
  );
  promise.responsePromise = attempt.answer;
}

function watchRaw(promise: SdkPromise, attempt: Attempt, pipeline: Pipeline): void {
  const { asResponse } = promise;
  if (typeof asResponse !== 'function') return;
  shadow(promise, 'asResponse', (...args: unknown[]): unknown => {
    const result = Reflect.apply(asResponse, promise, args) as unknown;
    if (!isThenable(result)) return result;
    const raw = result.then((response: unknown) => {
      const { call } = attempt;
      if (call !== undefined && !call.isClaimed && !call.isEnded && typeof response === 'object' && response !== null) {
        pipeline.guard.run('the watching of a response', () => followResponse(response, call, pipeline, 'sdk_or_application'));
      }
      return response;
    });
    attempt.addHandle(raw);
    return raw;
  });
}

function takeValue(value: unknown, call: Call, attempt: Attempt, pipeline: Pipeline): void {
  if (attempt.isValueSeen || call.isEnded) return;
  attempt.isValueSeen = true;
  pipeline.guard.run('the taking of a value', () => {
    if (isSdkStream(value)) followStream(value, call, pipeline);
    else if (isRawResponse(value)) {
      call.resultFollowed();
      followResponse(value, call, pipeline, 'application');
    } else call.complete(value);
  });
}

/** A binary answer (audio) is handed over as the HTTP response itself. */
function isRawResponse(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as { arrayBuffer?: unknown; headers?: unknown };
  return typeof candidate.arrayBuffer === 'function' && typeof candidate.headers === 'object';
}
