import { AggregationTemporality, PeriodicExportingMetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { Destination } from './destinations';
import type { ExportReports } from './export-reports';
import type { OtelVariables } from './otel-variables';
import { watchDestination } from './watch-destination';
import type { WatchedExporter } from './watched-exporter';

export interface MetricExport {
  readonly exporter: WatchedExporter<ResourceMetrics>;
  readonly reader: PeriodicExportingMetricReader;
}

export function createMetricExport(destination: Destination<'metrics'>, variables: OtelVariables, reports: ExportReports): MetricExport {
  // Read by the exporter itself, which tells of a wrong value where nobody sees it.
  variables.choice('OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE', ['cumulative', 'delta', 'lowmemory']);
  const { exporter: inner } = destination;
  const exporter = watchDestination('metrics', destination, reports, { split: (metrics) => [metrics] });
  const exportIntervalMillis = variables.count('OTEL_METRIC_EXPORT_INTERVAL') ?? 60_000;
  const reader = new PeriodicExportingMetricReader({
    exporter: {
      export: (metrics, takeResult) => exporter.export(metrics, takeResult),
      forceFlush: () => exporter.forceFlush(),
      shutdown: () => exporter.shutdown(),
      selectAggregationTemporality: (type) =>
        ('selectAggregationTemporality' in inner ? inner.selectAggregationTemporality?.(type) : undefined) ??
        AggregationTemporality.CUMULATIVE,
    },
    exportIntervalMillis,
    // The reader throws for one that is longer than the interval.
    exportTimeoutMillis: Math.min(variables.count('OTEL_METRIC_EXPORT_TIMEOUT') ?? 30_000, exportIntervalMillis),
  });
  return { exporter, reader };
}
