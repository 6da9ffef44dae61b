import { asNumber, asRecord, asString } from '../json';
import type { FailureFacts } from '../facts';
import type { CallOutcome } from '../record/recorder';
import { asErrorType } from './bound-facts';

const genericTypes = new Set(['error', 'Error', 'Object']);

/**
 * How a call ended that threw. An abort by the application is no error: it got what it asked for.
 *
 * `error.type` is the provider's code, else its error type, else the HTTP status, else the name of the exception's class, else its own.
 */
export function describeThrown(error: unknown): CallOutcome {
  const className = classNameOf(error);
  if (className?.endsWith('AbortError') || asString(asRecord(error)?.['name']) === 'AbortError') {
    return { kind: 'abandoned', reason: 'aborted' };
  }
  return {
    kind: 'failed',
    failure: describeFailure(error),
    exceptionType: asErrorType(className),
    readStack: () => asString(asRecord(error)?.['stack']),
  };
}

/** Of an exception, or of what a stream tells in the place of one. */
export function describeFailure(error: unknown): FailureFacts {
  const record = asRecord(error);
  const message = asString(record?.['message']) ?? asString(error);
  return { type: errorType(record, classNameOf(error)), message };
}

/** `statusCode` in the Vercel AI SDK. */
export function statusOf(error: unknown): number | undefined {
  const record = asRecord(error);
  return asNumber(record?.['status']) ?? asNumber(record?.['statusCode']);
}

function errorType(error: ReturnType<typeof asRecord>, className: string | undefined): string {
  // `data` is the provider's answer in an error of the Vercel AI SDK.
  const body = asRecord(error?.['error']) ?? asRecord(error?.['data']);
  const inner = asRecord(body?.['error']) ?? body;
  const status = statusOf(error);
  const candidates = [
    ...[codeOf(error), faultOf(error), inner?.['code'], inner?.['type'], error?.['type']],
    ...[status?.toString(), causeCode(error), className, error?.['name']],
  ];
  for (const candidate of candidates) {
    const type = asErrorType(candidate);
    if (type !== undefined && !genericTypes.has(type)) return type;
  }
  return asErrorType(className) ?? '_OTHER';
}

/** As a text also where it is a number, as in JSON-RPC. */
function codeOf(error: ReturnType<typeof asRecord>): unknown {
  return asNumber(error?.['code'])?.toString() ?? error?.['code'];
}

/** An exception of AWS that the SDK has no class for is known by its name alone. */
function faultOf(error: ReturnType<typeof asRecord>): unknown {
  return error?.['$fault'] === undefined ? undefined : error['name'];
}

/** `ECONNREFUSED` and the like lie some levels down: APIConnectionError > TypeError('fetch failed') > the socket's error. */
function causeCode(error: ReturnType<typeof asRecord>): string | undefined {
  let cause = asRecord(error?.['cause']);
  for (let depth = 0; depth < 4 && cause !== undefined; depth++) {
    const code = asString(cause['code']);
    if (code !== undefined) return code;
    cause = asRecord(cause['cause']);
  }
  return undefined;
}

function classNameOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // SDK errors are named by their class: their `name` is often just `Error`. Where it is not, it stays what it is when a bundler renames classes.
  const ownName = asString(asRecord(error)?.['name']);
  if (error instanceof Error && ownName !== undefined && !genericTypes.has(ownName) && asErrorType(ownName) !== undefined) return ownName;
  const name: unknown = error.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
