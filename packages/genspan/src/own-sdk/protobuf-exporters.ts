import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ProtobufLogsSerializer, ProtobufMetricsSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { toHttpExporterOptions } from './http-exporter-options';
import type { OtlpExporters } from './otlp-exporters';

export const protobufExporters: OtlpExporters = {
  create: {
    traces: (settings, agent) => new OTLPTraceExporter(toHttpExporterOptions(settings, agent)),
    metrics: (settings, agent) => new OTLPMetricExporter(toHttpExporterOptions(settings, agent)),
    logs: (settings, agent) => new OTLPLogExporter(toHttpExporterOptions(settings, agent)),
  },
  serializers: { traces: ProtobufTraceSerializer, metrics: ProtobufMetricsSerializer, logs: ProtobufLogsSerializer },
};
