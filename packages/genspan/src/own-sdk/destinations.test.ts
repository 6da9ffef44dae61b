import { readDestinations, showDestination, type ShownDestination } from './destinations';
import { OtelVariables } from './otel-variables';

test.each<readonly [string, Readonly<Record<string, string>>, readonly ShownDestination[]]>([
  ['the default', {}, [{ exporter: 'otlp', protocol: 'http/json', address: 'http://localhost:4318/v1/traces' }]],
  [
    'gRPC',
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:secret@otel:4317' },
    [{ exporter: 'otlp', protocol: 'grpc', address: 'otel:4317' }],
  ],
  [
    'an address with credentials, which are left out',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:secret@otlp.example/?key=secret#secret' },
    [{ exporter: 'otlp', protocol: 'http/json', address: 'https://otlp.example/v1/traces' }],
  ],
  ['the console', { OTEL_TRACES_EXPORTER: 'console' }, [{ exporter: 'console' }]],
  ['none', { OTEL_TRACES_EXPORTER: 'none' }, []],
])('what is shown of %s', (_case, environment, shown) => {
  expect(readDestinations(new OtelVariables(environment, () => {}), 'traces').map(showDestination)).toEqual(shown);
});
