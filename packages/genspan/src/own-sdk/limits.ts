import type { LogRecordLimits } from '@opentelemetry/sdk-logs';
import type { SpanLimits } from '@opentelemetry/sdk-trace';
import type { OtelVariables } from './otel-variables';

/** The variables of each limit; the first that is set holds. */
const spanLimits = {
  attributeCountLimit: ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'OTEL_ATTRIBUTE_COUNT_LIMIT'],
  attributeValueLengthLimit: ['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'],
  eventCountLimit: ['OTEL_SPAN_EVENT_COUNT_LIMIT'],
  linkCountLimit: ['OTEL_SPAN_LINK_COUNT_LIMIT'],
  attributePerEventCountLimit: ['OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT'],
  attributePerLinkCountLimit: ['OTEL_LINK_ATTRIBUTE_COUNT_LIMIT'],
} as const satisfies Record<keyof SpanLimits, readonly string[]>;

const logRecordLimits = {
  attributeCountLimit: ['OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT', 'OTEL_ATTRIBUTE_COUNT_LIMIT'],
  attributeValueLengthLimit: ['OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'],
} as const satisfies Record<keyof LogRecordLimits, readonly string[]>;

export function readSpanLimits(variables: OtelVariables): SpanLimits {
  return readLimits(variables, spanLimits);
}

export function readLogRecordLimits(variables: OtelVariables): LogRecordLimits {
  return readLimits(variables, logRecordLimits);
}

/** Options of the SDK's batch processors. */
export interface BatchLimits {
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  readonly scheduledDelayMillis: number;
  readonly exportTimeoutMillis: number;
}

/** `BSP` for spans, `BLRP` for log records. */
export function readBatchLimits(variables: OtelVariables, prefix: 'BSP' | 'BLRP'): BatchLimits {
  const maxQueueSize = variables.count(`OTEL_${prefix}_MAX_QUEUE_SIZE`) ?? 2_048;
  return {
    maxQueueSize,
    maxExportBatchSize: Math.min(variables.count(`OTEL_${prefix}_MAX_EXPORT_BATCH_SIZE`) ?? 512, maxQueueSize),
    scheduledDelayMillis: variables.count(`OTEL_${prefix}_SCHEDULE_DELAY`, 0) ?? (prefix === 'BSP' ? 5_000 : 1_000),
    exportTimeoutMillis: variables.count(`OTEL_${prefix}_EXPORT_TIMEOUT`) ?? 30_000,
  };
}

/** A limit that no variable sets is left out: the SDK's default holds, 128 of each and values of any length. */
function readLimits<Name extends string>(
  variables: OtelVariables,
  table: Readonly<Record<Name, readonly string[]>>,
): { [Limit in Name]?: number } {
  const limits: { [Limit in Name]?: number } = {};
  for (const limit of Object.keys(table) as Name[]) {
    let count: number | undefined;
    for (const name of table[limit]) count ??= variables.count(name, 0);
    if (count !== undefined) limits[limit] = count;
  }
  return limits;
}
