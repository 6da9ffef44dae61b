import type { AnyValue, Attributes } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Ids, times, keys and punctuation of one span or log record. */
const recordBytes = 600;
const attributeBytes = 40;

/** Bytes on the wire, about: characters count as one byte each, which is right for English text and its JSON. */
export function estimateSpanBytes(span: ReadableSpan): number {
  let bytes = recordBytes + estimateAttributes(span.attributes);
  for (const event of span.events) bytes += recordBytes + estimateAttributes(event.attributes);
  return bytes + span.links.length * recordBytes;
}

export function estimateLogRecordBytes(record: ReadableLogRecord): number {
  return recordBytes + estimateAttributes(record.attributes) + estimateValue(record.body);
}

function estimateAttributes(attributes: Attributes | undefined): number {
  let bytes = 0;
  for (const key in attributes) bytes += attributeBytes + estimateValue(attributes[key]);
  return bytes;
}

function estimateValue(value: AnyValue): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  const items: readonly AnyValue[] = Array.isArray(value) ? value : Object.values(value);
  return items.reduce<number>((bytes, item) => bytes + attributeBytes + estimateValue(item), 0);
}
