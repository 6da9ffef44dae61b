import { asNumber, asRecord, asString, type FailureFacts } from '@genspan/core/adapter';

/**
 * Reads the `error` of an answer or of a stream's chunk: `{ message, type, param, code }`, its code a string or, on gateways,
 * an HTTP status; some providers send a bare string. `undefined` when there is none.
 */
export function describeFailure(value: unknown): FailureFacts | undefined {
  if (typeof value === 'string' && value !== '') return { type: '_OTHER', message: value };
  const error = asRecord(value);
  if (!error) return undefined;
  const code = asString(error.code) ?? asNumber(error.code)?.toString();
  return { type: code || asString(error.type) || '_OTHER', message: asString(error.message) };
}
