import { describeDestination, type Destination, type Signal } from './describe-destination';

test.each<readonly [string, Signal, Record<string, string>, Partial<Destination>]>([
  ['the default', 'traces', {}, { exporters: ['otlp'], protocol: 'http/json', address: 'http://localhost:4318/v1/traces' }],
  [
    'an endpoint for all',
    'logs',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example/otel/' },
    { address: 'https://otlp.example/otel/v1/logs' },
  ],
  [
    'an endpoint of the signal, which is taken as it is',
    'metrics',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://a.example', OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://b.example/in' },
    { address: 'https://b.example/in' },
  ],
  ['gRPC', 'traces', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, { protocol: 'grpc', address: 'localhost:4317' }],
  [
    'gRPC with a host alone',
    'traces',
    { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: 'otel:4317' },
    { address: 'otel:4317' },
  ],
  [
    'an address with credentials, which are left out',
    'traces',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:pass@otlp.example/?key=secret#secret' },
    { address: 'https://otlp.example/v1/traces' },
  ],
  ['an address that is none', 'traces', { OTEL_EXPORTER_OTLP_ENDPOINT: 'otlp' }, { address: 'http://otlp/v1/traces' }],
  ['the console', 'traces', { OTEL_TRACES_EXPORTER: 'console, otlp' }, { exporters: ['console', 'otlp'] }],
  ['none', 'traces', { OTEL_TRACES_EXPORTER: 'otlp,none' }, { exporters: [] }],
  ['empty variables', 'traces', { OTEL_TRACES_EXPORTER: ' ', OTEL_EXPORTER_OTLP_ENDPOINT: '' }, { exporters: ['otlp'] }],
])('%s', (_case, signal, environment, destination) => {
  expect(describeDestination(environment, signal)).toMatchObject(destination);
});
