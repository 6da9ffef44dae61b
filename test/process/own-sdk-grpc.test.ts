import { accept, services, statusCodes, withServer } from '../../packages/genspan/test/grpc-sink';
import { runFixture } from './own-sdk-child';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

function environment(url: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_ENDPOINT: url, ...more };
}

test.each(['none', 'gzip'])('OTEL_EXPORTER_OTLP_PROTOCOL=grpc exports all signals, with compression %s', async (compression) => {
  await withServer(accept, async (url, exported) => {
    const variables = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret', OTEL_EXPORTER_OTLP_COMPRESSION: compression };
    const run = await runFixture('calls.cjs', ['2', '100000'], { environment: environment(url, variables) });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(exported.map(({ path }) => path).toSorted()).toEqual(
      services.map((service) => `/opentelemetry.proto.collector.${service}/Export`).toSorted(),
    );
    for (const { authorization } of exported) expect(authorization).toBe('Bearer secret');
    const traces = exported.find(({ path }) => path.includes('TraceService'))?.text;
    for (const name of ['chat 0', 'chat 1', 'x'.repeat(100_000)]) expect(traces).toContain(name);
  });
});

test('a process that ends by process.exit says how much gRPC could not send', async () => {
  await withServer(accept, async (url, exported) => {
    const run = await runFixture('ends.cjs', ['by process.exit'], { environment: environment(url) });
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^genspan: the last 2 spans and log records of the process were not sent, .* call flush\(\) before .*\n$/);
    expect(exported).toEqual([]);
  });
});

test.each([
  [statusCodes.UNAUTHENTICATED, /^genspan: \S+ refuses the credentials \(UNAUTHENTICATED\); .*\n$/],
  [statusCodes.INVALID_ARGUMENT, /^genspan: \S+ answered INVALID_ARGUMENT; .*\n$/],
  [statusCodes.UNAVAILABLE, /^genspan: \S+ answered UNAVAILABLE; .*\n$/],
])('a refusal with status %i is told once, without its message', async (code, told) => {
  await withServer(
    (_call, callback) => callback({ code, details: 'secret' }),
    async (url) => {
      const run = await runFixture('two-flushes.cjs', [], { environment: environment(url) });
      expect(run).toMatchObject({ code: 0, stdout: 'done' });
      expect(run.stderr).toMatch(told);
    },
  );
});

test('a server without logs is told once and asked no more', async () => {
  await withServer(
    (call, callback) => (call.getPath().includes('LogsService') ? callback({ code: statusCodes.UNIMPLEMENTED }) : accept(call, callback)),
    async (url, exported) => {
      const run = await runFixture('two-flushes.cjs', [], { environment: environment(url) });
      expect(run.stderr).toMatch(/^genspan: \S+ takes no logs \(UNIMPLEMENTED\), none are sent any more; .*\n$/);
      expect(exported.filter(({ path }) => path.includes('LogsService'))).toHaveLength(1);
    },
  );
});

test('a server that never answers is told once', async () => {
  await withServer(
    () => {},
    async (url) => {
      const run = await runFixture('two-flushes.cjs', [], { environment: environment(url, { OTEL_EXPORTER_OTLP_TIMEOUT: '200' }) });
      expect(run).toMatchObject({ code: 0, stdout: 'done' });
      expect(run.stderr).toMatch(/^genspan: \S+ cannot be reached \(no answer in time\); .*\n$/);
    },
  );
});

// A process that waited for its exports would not end within the time of a test.
test('a server that never answers holds neither a flush nor the end of the process', async () => {
  await withServer(
    () => {},
    async (url) => {
      const run = await runFixture('two-flushes.cjs', [], { environment: environment(url, { OTEL_EXPORTER_OTLP_TIMEOUT: '600000' }) });
      expect(run).toMatchObject({ code: 0, stdout: 'done' });
    },
  );
});

test('a port that nothing listens on is told once', async () => {
  const run = await runFixture('two-flushes.cjs', [], { environment: environment('http://127.0.0.1:9') });
  expect(run).toMatchObject({ code: 0, stdout: 'done' });
  expect(run.stderr).toMatch(/^genspan: http:\/\/127\.0\.0\.1:9 cannot be reached \(nothing listens there\); .*\n$/);
});
