import type { Agent } from 'node:http';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { LogRecordExporter, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { PushMetricExporter, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type * as GrpcExporters from './grpc-exporters';
import { jsonExporters } from './json-exporters';
import type * as ProtobufExporters from './protobuf-exporters';
import type { OtlpProtocol, OtlpSettings, Signal } from './signal-settings';

/** What one export of a signal takes. */
export interface ExportRequests {
  traces: ReadableSpan[];
  metrics: ResourceMetrics;
  logs: ReadableLogRecord[];
}

export interface SignalExporters {
  traces: SpanExporter;
  metrics: PushMetricExporter;
  logs: LogRecordExporter;
}

export type Serializers = { readonly [Name in Signal]: ISerializer<ExportRequests[Name], unknown> };

/** OpenTelemetry's exporters of one protocol. `agent` has no meaning for gRPC. */
export interface OtlpExporters {
  readonly create: { readonly [Name in Signal]: (settings: OtlpSettings, agent: Agent) => SignalExporters[Name] };
  /** For what is left at exit; gRPC has none, as it cannot be sent then. */
  readonly serializers?: Serializers;
}

/** Those of the default are loaded already; the others are files of their own (scripts/bundle-sdk.cjs). */
export function loadOtlpExporters(protocol: OtlpProtocol): OtlpExporters {
  if (protocol === 'http/protobuf') return (require('./protobuf-exporters') as typeof ProtobufExporters).protobufExporters;
  if (protocol === 'grpc') return (require('./grpc-exporters') as typeof GrpcExporters).grpcExporters;
  return jsonExporters;
}
