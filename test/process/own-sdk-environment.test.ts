import { hostname } from 'node:os';
import { runFixture, type ChildRun } from './own-sdk-child';
import { startSink, type Received, type Sink } from './own-sdk-sink';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

interface Sent {
  readonly run: ChildRun;
  readonly sink: Sink;
}

async function send(environment: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Sent> {
  await using sink = await startSink();
  const run = await runFixture('calls.cjs', args, { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...environment } });
  expect(run).toMatchObject({ code: 0, stdout: `${args[0] ?? '1'} calls` });
  return { run, sink };
}

function paths(received: readonly Received[]): string[] {
  return received.map(({ path }) => path).toSorted();
}

const allPaths = ['/v1/logs', '/v1/metrics', '/v1/traces'];

test('all three signals go out as OTLP JSON by default, with the headers that the environment asks for', async () => {
  const { sink, run } = await send({ OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20c2VjcmV0,x-team=a' });
  expect(paths(sink.received)).toEqual(allPaths);
  for (const { headers } of sink.received) {
    expect(headers).toMatchObject({ 'content-type': 'application/json', authorization: 'Basic c2VjcmV0', 'x-team': 'a' });
  }
  expect(run.stderr).toBe('');
});

test('OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf sends Protobuf', async () => {
  const { sink } = await send({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  expect(paths(sink.received)).toEqual(allPaths);
  expect(sink.received.map(({ headers }) => headers['content-type'])).toEqual(Array(3).fill('application/x-protobuf'));
});

test('OTEL_EXPORTER_OTLP_COMPRESSION=gzip compresses', async () => {
  const { sink } = await send({ OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' });
  expect(sink.received.map(({ headers }) => headers['content-encoding'])).toEqual(Array(3).fill('gzip'));
  expect(sink.spans()).toHaveLength(1);
});

test('an endpoint with a path keeps it, and the endpoint of one signal is taken as it is', async () => {
  await using own = await startSink();
  const { sink } = await send({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${own.url}/ingest?token=secret`,
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-team=b',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-team=a',
  });
  expect(own.received).toMatchObject([{ path: '/ingest?token=secret', headers: { 'x-team': 'b' } }]);
  expect(paths(sink.received)).toEqual(['/v1/logs', '/v1/metrics']);
  const { sink: based } = await send({ OTEL_EXPORTER_OTLP_ENDPOINT: `${own.url}/otlp/` });
  expect(based.received).toEqual([]);
  expect(paths(own.received.slice(1))).toEqual(['/otlp/v1/logs', '/otlp/v1/metrics', '/otlp/v1/traces']);
});

test.each([
  ['OTEL_TRACES_EXPORTER', '/v1/traces'],
  ['OTEL_METRICS_EXPORTER', '/v1/metrics'],
  ['OTEL_LOGS_EXPORTER', '/v1/logs'],
])('%s=none turns its signal off', async (name, path) => {
  const { sink } = await send({ [name]: 'none' });
  expect(paths(sink.received)).toEqual(allPaths.filter((other) => other !== path));
});

test('the console exporter writes one line of OTLP JSON to stderr, never to stdout', async () => {
  const { sink, run } = await send({ OTEL_TRACES_EXPORTER: 'console', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' });
  expect(sink.received).toEqual([]);
  expect(JSON.parse(run.stderr)).toMatchObject({ resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'chat 0' }] }] }] });
});

test('a trace that is not sampled leaves metrics and logs', async () => {
  const { sink } = await send({ OTEL_TRACES_SAMPLER: 'always_off' });
  expect(paths(sink.received)).toEqual(['/v1/logs', '/v1/metrics']);
});

test('OTEL_TRACES_SAMPLER_ARG samples a part of the traces', async () => {
  const { sink } = await send({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' }, ['200']);
  expect(sink.spans().length).toBeGreaterThan(20);
  expect(sink.spans().length).toBeLessThan(180);
});

test('limits of spans hold', async () => {
  const { sink } = await send({ OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '5' }, ['1', '100']);
  expect(sink.spans()[0]?.attributes).toMatchObject({ text: 'xxxxx' });
});

test('batches are bounded by OTEL_BSP_MAX_EXPORT_BATCH_SIZE, the queue by OTEL_BSP_MAX_QUEUE_SIZE, and what is dropped is told', async () => {
  const environment = { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '2', OTEL_BSP_MAX_QUEUE_SIZE: '5' };
  const { sink, run } = await send(environment, ['8']);
  expect(sink.received.filter(({ path }) => path === '/v1/traces')).toHaveLength(3);
  expect(sink.spans()).toHaveLength(5);
  expect(run.stderr).toBe('genspan: traces are made faster than they can be exported; the newest are dropped.\n');
});

test('more than one batch arrives whole when the process ends', async () => {
  const { sink, run } = await send({}, ['1300']);
  expect(new Set(sink.spans().map(({ name }) => name)).size).toBe(1_300);
  expect(sink.spans()).toHaveLength(1_300);
  expect(run.stderr).toBe('');
});

test('batches are bounded by bytes', async () => {
  const { sink } = await send({}, ['8', '100000']);
  expect(sink.spans()).toHaveLength(8);
  const sizes = sink.received.filter(({ path }) => path === '/v1/traces').map(({ body }) => body.length);
  expect(Math.max(...sizes)).toBeLessThan(300_000);
});

test('metrics are cumulative, or delta when asked for', async () => {
  const cumulative = await send({});
  const delta = await send({ OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta' });
  const temporality = ({ sink }: Sent) =>
    /"aggregationTemporality":(\d)/.exec(sink.received.find(({ path }) => path === '/v1/metrics')?.body ?? '')?.[1];
  expect([temporality(cumulative), temporality(delta)]).toEqual(['2', '1']);
});

test('the resource tells service, instance and host, and nothing else of the process', async () => {
  const { sink } = await send({
    OTEL_SERVICE_NAME: 'shop',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,service.version=1.2.3,deployment.environment.name=test%20bed',
  });
  expect(sink.resources()).toEqual([
    {
      'service.name': 'shop',
      'service.version': '1.2.3',
      'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'host.name': hostname(),
      'deployment.environment.name': 'test bed',
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.version': expect.any(String),
      'telemetry.distro.name': 'genspan',
      'telemetry.distro.version': expect.any(String),
    },
  ]);
});

test('name and version of the service come from the package.json of the application', async () => {
  const { sink } = await send({});
  expect(sink.resources()).toMatchObject([{ 'service.name': 'genspan-workspace' }]);
});

test('the process is described only when OTEL_NODE_RESOURCE_DETECTORS asks for it', async () => {
  const { sink } = await send({ OTEL_NODE_RESOURCE_DETECTORS: 'process,host' });
  expect(sink.resources()).toMatchObject([{ 'process.pid': expect.anything(), 'host.arch': expect.any(String) }]);
});

const wrong: ReadonlyArray<readonly [name: string, value: string, consequence: readonly string[]]> = [
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'http/yaml', allPaths],
  ['OTEL_EXPORTER_OTLP_COMPRESSION', 'brotli', allPaths],
  ['OTEL_EXPORTER_OTLP_TIMEOUT', 'soon', allPaths],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'no equals sign', allPaths],
  ['OTEL_EXPORTER_OTLP_CERTIFICATE', '/not/there.pem', allPaths],
  ['OTEL_TRACES_EXPORTER', 'zipkin', ['/v1/logs', '/v1/metrics']],
  ['OTEL_TRACES_SAMPLER', 'sometimes', allPaths],
  ['OTEL_BSP_SCHEDULE_DELAY', '-1', allPaths],
  ['OTEL_BLRP_MAX_QUEUE_SIZE', '0', allPaths],
  ['OTEL_METRIC_EXPORT_INTERVAL', '1.5', allPaths],
  ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'many', allPaths],
  ['OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE', 'both', allPaths],
  ['OTEL_RESOURCE_ATTRIBUTES', 'no equals sign', allPaths],
  ['OTEL_NODE_RESOURCE_DETECTORS', 'cloud', allPaths],
  ['OTEL_PROPAGATORS', 'pigeon', allPaths],
  ['OTEL_LOG_LEVEL', 'loud', allPaths],
];

test.each(wrong)(
  'a wrong value of %s is told once, not quoted, and changes nothing for the application',
  async (name, value, consequence) => {
    const { sink, run } = await send({ [name]: value });
    const lines = run.stderr.trimEnd().split('\n');
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^genspan: .*\\b${name}\\b.*\\.$`))]);
    expect(run.stderr).not.toContain(value);
    expect(paths(sink.received)).toEqual(consequence);
  },
);

test('a wrong endpoint is told once, and the default is used', async () => {
  const run = await runFixture('calls.cjs', [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector without a scheme' } });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain('OTEL_EXPORTER_OTLP_ENDPOINT has a value that is not understood');
  expect(run.stderr.match(/OTEL_EXPORTER_OTLP_ENDPOINT has/g)).toHaveLength(1);
});

test('OTEL_LOG_LEVEL shows on stderr what OpenTelemetry tells of itself', async () => {
  const { run } = await send({ OTEL_LOG_LEVEL: 'debug' });
  expect(run.stderr).toMatch(/@opentelemetry\/api: Registered a global/);
});
