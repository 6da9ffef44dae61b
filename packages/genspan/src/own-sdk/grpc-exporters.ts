import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { userAgent } from './http-exporters';
import type { OtlpExporters } from './otlp-exporters';
import type { OtlpSettings } from './signal-settings';

type GrpcExporterOptions = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;

/** Headers and certificates, which take objects of the gRPC library, are read from the environment by the exporters. */
function toOptions({ url, timeoutMs, gzip }: OtlpSettings): GrpcExporterOptions {
  return {
    url: url.origin,
    timeoutMillis: timeoutMs,
    compression: (gzip ? 'gzip' : 'none') as NonNullable<GrpcExporterOptions['compression']>,
    userAgent,
  };
}

export const grpcExporters: OtlpExporters = {
  create: {
    traces: (settings) => new OTLPTraceExporter(toOptions(settings)),
    metrics: (settings) => new OTLPMetricExporter(toOptions(settings)),
    logs: (settings) => new OTLPLogExporter(toOptions(settings)),
  },
};
