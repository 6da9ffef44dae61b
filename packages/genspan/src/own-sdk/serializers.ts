import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';

export const jsonSerializers = { traces: JsonTraceSerializer, metrics: JsonMetricsSerializer, logs: JsonLogsSerializer } as const;

export const protobufSerializers = {
  traces: ProtobufTraceSerializer,
  metrics: ProtobufMetricsSerializer,
  logs: ProtobufLogsSerializer,
} as const;
