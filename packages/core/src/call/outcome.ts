import { asNumber, asRecord, asString } from '../json';
import type { CallOutcome } from '../record/recorder';
import { asErrorType } from './bound-facts';

const genericTypes = new Set(['error', 'Error', 'Object']);

/**
 * How a call ended that threw. An abort by the application is no error: it got what it asked for.
 *
 * `error.type` is the provider's code, else its error type, else the HTTP status, else the name of the exception's class.
 */
export function describeThrown(error: unknown): CallOutcome {
  const className = classNameOf(error);
  if (className?.endsWith('AbortError') || asString(asRecord(error)?.['name']) === 'AbortError') {
    return { kind: 'abandoned', reason: 'aborted' };
  }
  const record = asRecord(error);
  const message = asString(record?.['message']) ?? asString(error);
  return {
    kind: 'failed',
    failure: { type: errorType(record, className), message },
    exceptionType: asErrorType(className),
    readStack: () => asString(record?.['stack']),
  };
}

export function statusOf(error: unknown): number | undefined {
  return asNumber(asRecord(error)?.['status']);
}

function errorType(error: ReturnType<typeof asRecord>, className: string | undefined): string {
  const body = asRecord(error?.['error']);
  const inner = asRecord(body?.['error']) ?? body;
  const status = asNumber(error?.['status']);
  const candidates = [error?.['code'], inner?.['code'], inner?.['type'], error?.['type'], status?.toString(), causeCode(error), className];
  for (const candidate of candidates) {
    const type = asErrorType(candidate);
    if (type !== undefined && !genericTypes.has(type)) return type;
  }
  return asErrorType(className) ?? '_OTHER';
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
  // SDK errors are named by their class: their `name` is often just `Error`.
  const name: unknown = error.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
