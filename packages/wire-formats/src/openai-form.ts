/** Bodies of uploads: by the time core sees them the SDK may have made a form of the application's object. */
import { asRecord, type JsonRecord, type MessagePart } from '@genspan/core/adapter';

/**
 * The fields of a JSON body or of a `FormData`, whose values are texts and files. A body that is a stream already (openai 4,
 * streamed uploads of openai 7) is not touched and has no fields.
 */
export function readFields(body: unknown): JsonRecord {
  return body instanceof FormData ? Object.fromEntries(body.entries()) : (asRecord(body) ?? {});
}

/** A number, or its text in a form. */
export function asFormNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function asFormTrue(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

/** Type and size of an uploaded file; its bytes are not read. */
export function describeUpload(modality: string, value: unknown): MessagePart[] {
  if (!(value instanceof Blob)) return [];
  return [{ type: 'upload', modality, mime_type: value.type || undefined, byte_length: value.size }];
}
