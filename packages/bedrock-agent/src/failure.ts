import { asRecord, asString, type FailureFacts, type JsonRecord } from '@genspan/core/adapter';

/** `{ internalServerException: { message } }` in a stream, where the SDK does not throw it. */
export function exceptionOf(event: JsonRecord): JsonRecord | undefined {
  const kind = Object.keys(event).find((key) => key.endsWith('Exception') && asRecord(event[key]) !== undefined);
  return kind === undefined ? undefined : { type: kind, message: asString(asRecord(event[kind])?.message) };
}

export function describeFailure(value: unknown): FailureFacts | undefined {
  const failure = asRecord(value);
  return failure && { type: asString(failure.type) ?? '_OTHER', message: asString(failure.message) };
}
