import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { estimateLogRecordBytes, estimateSpanBytes } from './estimate-bytes';
import { sendAndWait } from './exit-request';
import { ExportReports } from './export-reports';
import { readBatchLimits } from './limits';
import type { OtelVariables } from './otel-variables';
import { jsonSerializers, protobufSerializers } from './serializers';
import { createSignalExports, type SignalExport } from './signal-export';

export interface Exports {
  readonly spans: ReadonlyArray<SignalExport<ReadableSpan>>;
  readonly metrics: ReadonlyArray<SignalExport<ResourceMetrics>>;
  readonly logRecords: ReadonlyArray<SignalExport<ReadableLogRecord>>;
  /** Spans and log records handed over so far. */
  recordCount(): number;
  /** Cuts the requests that are open. */
  abort(): void;
  /** Sends the spans and log records that wait before it returns, within `timeoutMs`. */
  sendAtExit(timeoutMs: number): void;
}

/** The ways out of the process that the environment asks for. */
export function createExports(
  variables: OtelVariables,
  warn: (sentence: string) => void,
  resourceReady: Promise<void> | undefined,
): Exports {
  const reports = new ExportReports(warn);
  const shared = { variables, reports, resourceReady };
  const spans = createSignalExports<ReadableSpan, ReadableSpan[]>({
    ...shared,
    signal: 'traces',
    limits: readBatchLimits(variables, 'BSP'),
    json: jsonSerializers.traces,
    protobuf: protobufSerializers.traces,
    sizeOf: estimateSpanBytes,
    toRequest: (items) => [...items],
  });
  const logRecords = createSignalExports<ReadableLogRecord, ReadableLogRecord[]>({
    ...shared,
    signal: 'logs',
    limits: readBatchLimits(variables, 'BLRP'),
    json: jsonSerializers.logs,
    protobuf: protobufSerializers.logs,
    sizeOf: estimateLogRecordBytes,
    toRequest: (items) => [...items],
  });
  const metrics = createSignalExports<ResourceMetrics, ResourceMetrics>({
    ...shared,
    signal: 'metrics',
    limits: { maxQueueItems: 8, maxBatchItems: 1, delayMs: 0, retryForMs: variables.count('OTEL_METRIC_EXPORT_TIMEOUT') ?? 30_000 },
    json: jsonSerializers.metrics,
    protobuf: protobufSerializers.metrics,
    sizeOf: () => 0,
    toRequest: ([collection]) => collection as ResourceMetrics,
  });
  const records = [...spans, ...logRecords];
  return {
    spans,
    metrics,
    logRecords,
    recordCount: () => records.reduce((sum, { queue }) => sum + queue.addedCount, 0),
    abort: () => {
      for (const { abort } of [...records, ...metrics]) abort();
    },
    sendAtExit: (timeoutMs) => {
      const requests = records.map((each) => each.takeExitRequest()).filter((request) => request !== undefined);
      if (requests.length > 0 && !sendAndWait(requests, timeoutMs)) reports.tellLostAtExit();
    },
  };
}
