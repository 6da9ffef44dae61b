import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { JsonLogsSerializer, JsonMetricsSerializer, JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { httpExporters } from './http-exporters';
import type { Serializers } from './otlp-exporters';

export const jsonSerializers: Serializers = { traces: JsonTraceSerializer, metrics: JsonMetricsSerializer, logs: JsonLogsSerializer };

export const jsonExporters = httpExporters(
  { traces: OTLPTraceExporter, metrics: OTLPMetricExporter, logs: OTLPLogExporter },
  jsonSerializers,
);
