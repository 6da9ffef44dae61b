import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { JsonLogsSerializer, JsonMetricsSerializer, JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { toHttpExporterOptions } from './http-exporter-options';
import type { OtlpExporters, Serializers } from './otlp-exporters';

export const jsonSerializers: Serializers = { traces: JsonTraceSerializer, metrics: JsonMetricsSerializer, logs: JsonLogsSerializer };

export const jsonExporters: OtlpExporters = {
  create: {
    traces: (settings, agent) => new OTLPTraceExporter(toHttpExporterOptions(settings, agent)),
    metrics: (settings, agent) => new OTLPMetricExporter(toHttpExporterOptions(settings, agent)),
    logs: (settings, agent) => new OTLPLogExporter(toHttpExporterOptions(settings, agent)),
  },
  serializers: jsonSerializers,
};
