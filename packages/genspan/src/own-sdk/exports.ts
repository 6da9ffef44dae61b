import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { BoundedLogRecordProcessor, BoundedSpanProcessor } from './bounded-processors';
import { readDestinations, showDestination } from './destinations';
import { estimateLogRecordBytes, estimateSpanBytes } from './estimate-bytes';
import { sendAndWait } from './exit-request';
import { ExportReports } from './export-reports';
import { readBatchLimits } from './limits';
import { createMetricExport } from './metric-reader';
import type { OtelVariables } from './otel-variables';
import type { OwnSdk } from './own-sdk';
import { createRecordExport } from './record-export';

export interface Exports extends Pick<OwnSdk, 'destinations'> {
  readonly spanProcessors: readonly SpanProcessor[];
  readonly metricReaders: readonly MetricReader[];
  readonly logRecordProcessors: readonly LogRecordProcessor[];
  /** Spans and log records handed over so far. */
  recordCount(): number;
  /** Resolves when everything handed to the exporters was tried; the processors know only of what they have handed over themselves. */
  settled(): Promise<unknown>;
  /** Call what it returns when the flush that begins now is given up. */
  beginFlush(): () => void;
  /** Sends the spans and log records that are left before it returns, within `timeoutMs`. */
  sendAtExit(timeoutMs: number): void;
}

/** The ways out of the process that the environment asks for. */
export function createExports(variables: OtelVariables, warn: (sentence: string) => void): Exports {
  const reports = new ExportReports(warn);
  const spanLimits = readBatchLimits(variables, 'BSP');
  const logRecordLimits = readBatchLimits(variables, 'BLRP');
  const destinations = {
    traces: readDestinations(variables, 'traces'),
    logs: readDestinations(variables, 'logs'),
    metrics: readDestinations(variables, 'metrics'),
  };
  const spans = destinations.traces.map((destination) => createRecordExport('traces', destination, spanLimits, reports, estimateSpanBytes));
  const logRecords = destinations.logs.map((destination) =>
    createRecordExport('logs', destination, logRecordLimits, reports, estimateLogRecordBytes),
  );
  const metrics = destinations.metrics.map((destination) => createMetricExport(destination, variables, reports));
  const records = [...spans, ...logRecords];
  const exporters = [...spans, ...logRecords, ...metrics].map(({ exporter }) => exporter);
  return {
    destinations: {
      traces: destinations.traces.map(showDestination),
      logs: destinations.logs.map(showDestination),
      metrics: destinations.metrics.map(showDestination),
    },
    spanProcessors: spans.map(({ exporter, pending }) => new BoundedSpanProcessor({ exporter, ...spanLimits }, pending)),
    metricReaders: metrics.map(({ reader }) => reader),
    logRecordProcessors: logRecords.map(
      ({ exporter, pending }) => new BoundedLogRecordProcessor({ exporter, ...logRecordLimits }, pending),
    ),
    recordCount: () => records.reduce((sum, { pending }) => sum + pending.addedCount, 0),
    settled: () => Promise.all(exporters.map((exporter) => exporter.forceFlush())),
    beginFlush() {
      const giveUps = exporters.map((exporter) => exporter.beginFlush());
      return () => giveUps.forEach((giveUp) => giveUp());
    },
    sendAtExit(timeoutMs) {
      const left = records.map((each) => each.describeLeft());
      const requests = left.map(({ request }) => request).filter((request) => request !== undefined);
      if (requests.length > 0 && !sendAndWait(requests, timeoutMs)) reports.tellLostAtExit();
      const unsendableCount = left.reduce((sum, each) => sum + (each.unsendableCount ?? 0), 0);
      if (unsendableCount > 0) reports.tellNotSentAtExit(unsendableCount);
    },
  };
}
