import { asErrorCode, asNumber, asRecord, asString, type FailureFacts } from '@genspan/core/adapter';

/**
 * Reads the `error` of an answer or of a stream's chunk: `{ message, type, param, code }`, its code a string or, on gateways,
 * an HTTP status or a sentence; some providers send a bare string. `undefined` when there is none.
 */
export function describeFailure(value: unknown): FailureFacts | undefined {
  if (typeof value === 'string' && value !== '') return { type: '_OTHER', message: value };
  const error = asRecord(value);
  if (!error) return undefined;
  const status = asNumber(error.code)?.toString();
  const type = asErrorCode(error.code) ?? asErrorCode(status) ?? asErrorCode(error.type) ?? '_OTHER';
  return { type, message: asString(error.message) };
}
