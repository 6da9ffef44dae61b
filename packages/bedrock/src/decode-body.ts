import { asRecord, type JsonRecord } from '@genspan/core/adapter';

/** Parsing happens on the application's path; at this size it takes a few milliseconds. */
export const maxParsedBytes = 1_048_576;

/**
 * The JSON object in a body, which stays as it is: a text, or bytes in any form that can be read at once. An object is one already, as of a
 * stream that was put together. `undefined` for a `Blob` or a stream, for what is too long, and for what is no JSON object.
 */
export function decodeBody(body: unknown): JsonRecord | undefined {
  if (isPlainObject(body)) return asRecord(body);
  const text = readText(body);
  if (text === undefined) return undefined;
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Of a text its characters; `undefined` where only reading it would tell. */
export function byteLengthOf(body: unknown): number | undefined {
  if (typeof body === 'string') return body.length;
  return isBytes(body) ? body.byteLength : undefined;
}

function readText(body: unknown): string | undefined {
  const length = byteLengthOf(body);
  if (length === undefined || length > maxParsedBytes) return undefined;
  return isBytes(body) ? new TextDecoder().decode(body) : (body as string);
}

function isBytes(body: unknown): body is NodeJS.ArrayBufferView | ArrayBuffer {
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body);
}

function isPlainObject(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === Object.prototype || prototype === null;
}
