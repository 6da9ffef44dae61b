import { TraceFlags } from '@opentelemetry/api';
import { BatchLogRecordProcessor, type ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import type { PendingItems } from './pending-items';

type SpanOptions = ConstructorParameters<typeof BatchSpanProcessor>[0];
type LogRecordOptions = ConstructorParameters<typeof BatchLogRecordProcessor>[0];

export class BoundedSpanProcessor extends BatchSpanProcessor {
  readonly #pending: PendingItems<ReadableSpan>;

  constructor(options: SpanOptions, pending: PendingItems<ReadableSpan>) {
    super(options);
    this.#pending = pending;
  }

  override onEnd(span: ReadableSpan): void {
    const isSampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
    if (isSampled && this.#pending.add(span)) super.onEnd(span);
  }
}

export class BoundedLogRecordProcessor extends BatchLogRecordProcessor {
  readonly #pending: PendingItems<ReadableLogRecord>;

  constructor(options: LogRecordOptions, pending: PendingItems<ReadableLogRecord>) {
    super(options);
    this.#pending = pending;
  }

  override onEmit(record: Parameters<BatchLogRecordProcessor['onEmit']>[0]): void {
    if (this.#pending.add(record)) super.onEmit(record);
  }
}
