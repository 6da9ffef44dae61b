import { OtelVariables } from './otel-variables';
import { readExporters, readOtlpSettings, withoutSecrets, type Signal } from './signal-settings';

function read(environment: Readonly<Record<string, string>>, signal: Signal = 'traces') {
  const warnings: string[] = [];
  const settings = readOtlpSettings(new OtelVariables(environment, (sentence) => warnings.push(sentence)), signal);
  return { ...settings, url: settings.url.href, warnings };
}

const endpoints: ReadonlyArray<readonly [environment: Readonly<Record<string, string>>, signal: Signal, url: string]> = [
  [{}, 'traces', 'http://localhost:4318/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, 'logs', 'http://localhost:4318/v1/logs'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://host/otlp' }, 'metrics', 'https://host/otlp/v1/metrics'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://host/otlp//?token=a' }, 'logs', 'https://host/otlp/v1/logs?token=a'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://host' }, 'traces', 'https://host/'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'traces', 'http://localhost:4317/'],
  [
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317', OTEL_EXPORTER_OTLP_INSECURE: 'true' },
    'logs',
    'http://collector:4317/',
  ],
  [
    { OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'collector:4317' },
    'metrics',
    'https://collector:4317/',
  ],
];

test.each(endpoints)('%j sends %s to %s', (environment, signal, url) => {
  expect(read(environment, signal)).toMatchObject({ url, warnings: [] });
});

test.each(['localhost:4318', 'ftp://host', 'not a url'])('the endpoint %j is told and replaced', (endpoint) => {
  const { url, warnings } = read({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  expect(url).toBe('http://localhost:4318/v1/traces');
  expect(warnings).toEqual([
    'genspan: OTEL_EXPORTER_OTLP_ENDPOINT has a value that is not understood; expected a URL like http://localhost:4318; using the default.',
  ]);
});

test('headers are decoded, those of the signal go before those for all, and those that cannot be decoded are left out', () => {
  const { headers, warnings } = read({
    OTEL_EXPORTER_OTLP_HEADERS: 'X-Team = a , authorization=Bearer%20a%3Db, x-broken=%E0%A4%A, =d',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-team=b',
  });
  expect(headers).toEqual({ 'x-team': 'b', authorization: 'Bearer a=b' });
  expect(new Set(warnings)).toEqual(new Set([expect.stringContaining('OTEL_EXPORTER_OTLP_HEADERS has a value that is not understood')]));
});

test('an exporter that is not known switches its signal off, none wins over others', () => {
  const warnings: string[] = [];
  const exporters = (value: string) =>
    readExporters(new OtelVariables({ OTEL_METRICS_EXPORTER: value }, (sentence) => warnings.push(sentence)), 'metrics');
  expect(exporters('otlp, console')).toEqual(['otlp', 'console']);
  expect(exporters('OTLP,none')).toEqual([]);
  expect(warnings).toEqual([]);
  expect(exporters('prometheus')).toEqual([]);
  expect(warnings).toHaveLength(1);
});

test('what is told of an endpoint has no credentials', () => {
  expect(withoutSecrets(new URL('https://user:secret@host:4318/v1/traces?token=secret#secret'))).toBe('https://host:4318/v1/traces');
});
