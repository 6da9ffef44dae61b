/** What an application can see of promises, streams and errors, as JSON. */
import { createHash } from 'node:crypto';
import type { SdkPromise, SdkStream } from './sdk';

export function describePromise(promise: SdkPromise): unknown {
  return {
    className: promise.constructor.name,
    isPromise: promise instanceof Promise,
    tag: Object.prototype.toString.call(promise),
    keys: Object.keys(promise),
    methods: ['then', 'catch', 'finally', 'asResponse', 'withResponse', '_thenUnwrap', 'parse'].filter((name) => name in promise),
  };
}

export function describeStream(stream: SdkStream): unknown {
  return {
    className: stream.constructor.name,
    keys: Object.keys(stream),
    controller: stream.controller?.constructor.name,
    aborted: stream.controller?.signal.aborted,
    methods: ['tee', 'toReadableStream'].filter((name) => name in stream),
  };
}

export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { notAnError: String(error) };
  const fields = error as unknown as Record<string, unknown>;
  return {
    className: error.constructor.name,
    chain: classNames(error),
    name: error.name,
    message: error.message,
    keys: Object.keys(error),
    hasCause: fields['cause'] !== undefined,
    ...Object.fromEntries(['status', 'code', 'type', 'param', 'requestID', 'request_id', 'error'].map((key) => [key, fields[key]])),
  };
}

export function classNames(value: object): string[] {
  const names: string[] = [];
  for (let proto: object | null = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    names.push(proto.constructor.name);
  }
  return names;
}

/** What `action` comes to: its result or its error. */
export async function settle(action: () => PromiseLike<unknown> | unknown): Promise<{ result?: unknown; error?: unknown }> {
  try {
    return { result: await action() };
  } catch (error) {
    return { error: describeError(error) };
  }
}

export interface ReadResult {
  readonly chunks: unknown[];
  readonly error?: unknown;
  /** Whether every chunk is still what it was when it was handed out. */
  readonly chunksUnchanged: boolean;
}

/** Reads to the end, keeping the chunk objects as a careless application would. */
export async function readAll(stream: AsyncIterable<unknown>): Promise<ReadResult> {
  const chunks: unknown[] = [];
  const asGiven: string[] = [];
  let failure: { error?: unknown } = {};
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      asGiven.push(JSON.stringify(chunk));
    }
  } catch (error) {
    failure = { error: describeError(error) };
  }
  const chunksUnchanged = chunks.every((chunk, index) => JSON.stringify(chunk) === asGiven[index]);
  return { chunks: abridge(chunks), chunksUnchanged, ...failure };
}

/** Long lists as their length and digest. */
function abridge(items: unknown[]): unknown[] {
  const text = JSON.stringify(items);
  return text.length < 20_000 ? items : [items.length, createHash('sha256').update(text).digest('hex')];
}

export async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}

export function headersOf(response: Response): Record<string, string | null> {
  return Object.fromEntries(['content-type', 'x-request-id', 'request-id'].map((name) => [name, response.headers.get(name)]));
}
