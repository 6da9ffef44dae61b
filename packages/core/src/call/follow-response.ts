import { asRecord } from '../json';
import { findDescriptor } from '../patch/find-descriptor';
import type { Pipeline } from '../pipeline';
import type { Call } from './call';
import { shadow } from './shadow';
import { isThenable } from './thenable';

const readers = ['json', 'text', 'arrayBuffer', 'blob', 'bytes', 'formData', 'buffer'] as const;

/** Longer bodies that the application reads as text are not parsed a second time only to read facts from them. */
const maxParsedCharacters = 1_000_000;

/**
 * Follows an HTTP response that the application reads itself (`asResponse()`, binary answers): the call ends when the body was
 * read. The response stays the same object; its readers are shadowed by own properties that are not enumerable.
 */
export function followResponse(response: object, call: Call, pipeline: Pipeline, reader: 'application' | 'sdk_or_application'): void {
  // The SDK parses through the same readers: once it does, its parsed value ends the call.
  const isOurs = (): boolean => !call.isEnded && (reader === 'application' || !call.isClaimed);
  pipeline.abandoned.watch(response, call);
  for (const name of readers) shadowReader(response, name, call, isOurs);
  shadowBody(response, call, pipeline, isOurs);
  shadowClone(response, call, pipeline, reader);
}

function shadowReader(response: object, name: (typeof readers)[number], call: Call, isOurs: () => boolean): void {
  const reader: unknown = Reflect.get(response, name);
  if (typeof reader !== 'function') return;
  shadow(response, name, (...args: unknown[]): unknown => {
    if (!isOurs()) return Reflect.apply(reader, response, args);
    call.claim();
    const result: unknown = Reflect.apply(reader, response, args);
    if (!isThenable(result)) {
      call.complete(undefined);
      return result;
    }
    return result.then(
      (value: unknown) => {
        call.complete(name === 'json' ? value : name === 'text' ? parseText(value) : undefined);
        return value;
      },
      (error: unknown) => {
        call.fail(error);
        throw error;
      },
    );
  });
}

/**
 * Who takes the raw body reads bytes we do not see: the call ends as far as we can tell. To look at the body (`if (response.body)`,
 * `console.log`) is not to take it: a moment later only a taken one is locked.
 */
function shadowBody(response: object, call: Call, pipeline: Pipeline, isOurs: () => boolean): void {
  const descriptor = findDescriptor(response, 'body');
  const read = descriptor?.get;
  if (read === undefined) return;
  Object.defineProperty(response, 'body', {
    get: () => {
      const body: unknown = Reflect.apply(read, response, []);
      if (isOurs()) {
        setImmediate(() => {
          if (isOurs() && pipeline.guard.run('the watching of a body', () => isTaken(body))) call.complete(undefined);
        }).unref();
      }
      return body;
    },
    enumerable: false,
    configurable: true,
  });
}

/** node-fetch, which openai 4 uses, has streams of Node.js: whether they are read cannot be told without changing how they flow. */
function isTaken(body: unknown): boolean {
  return asRecord(body)?.['locked'] !== false;
}

function shadowClone(response: object, call: Call, pipeline: Pipeline, reader: 'application' | 'sdk_or_application'): void {
  const clone: unknown = Reflect.get(response, 'clone');
  if (typeof clone !== 'function') return;
  shadow(response, 'clone', (...args: unknown[]): unknown => {
    const copy: unknown = Reflect.apply(clone, response, args);
    if (typeof copy === 'object' && copy !== null && !call.isEnded) {
      pipeline.guard.run('the watching of a response', () => followResponse(copy, call, pipeline, reader));
    }
    return copy;
  });
}

function parseText(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > maxParsedCharacters) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
