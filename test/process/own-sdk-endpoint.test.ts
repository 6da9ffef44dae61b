import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { runFixture, type ChildRun } from './own-sdk-child';
import { accept, answerWith, startSink, type Sink } from './own-sdk-sink';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

/** Two calls, flushed one after the other; the application must not notice what the endpoint does. */
async function flushTwice(sink: Sink, environment: Readonly<Record<string, string>> = {}): Promise<ChildRun> {
  const url = new URL(sink.url);
  url.username = 'user';
  url.password = 'secret';
  const run = await runFixture('two-flushes.cjs', [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url.href, ...environment } });
  expect(run).toMatchObject({ code: 0, signal: null, stdout: 'done' });
  expect(run.stderr).not.toContain('secret');
  return run;
}

function countOf(sink: Sink, path: string): number {
  return sink.received.filter((request) => request.path === path).length;
}

function refuse(path: string, status: number): (asked: string, response: ServerResponse) => void {
  return (asked, response) => (asked === path ? answerWith(status) : accept)(asked, response);
}

test('an endpoint that takes no JSON is told once with what to set, and is sent no more', async () => {
  await using sink = await startSink(answerWith(415));
  const { stderr } = await flushTwice(sink);
  expect(stderr).toMatch(/^genspan: http:\/\/\S+ does not take OTLP as JSON \(415\); set OTEL_EXPORTER_OTLP_PROTOCOL=http\/protobuf\.\n$/);
  expect(sink.received).toHaveLength(3);
});

test('an endpoint that takes no Protobuf is not told to be sent Protobuf', async () => {
  await using sink = await startSink(answerWith(415));
  const { stderr } = await flushTwice(sink, { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  expect(stderr).toMatch(
    /^genspan: \S+ does not take OTLP as Protobuf \(415\); set OTEL_EXPORTER_OTLP_PROTOCOL=http\/json, or check .*\n$/,
  );
  expect(sink.received).toHaveLength(3);
});

test.each(['metrics', 'logs'])('%s stop, told once, where the endpoint has no path for them', async (signal) => {
  await using sink = await startSink(refuse(`/v1/${signal}`, 404));
  const { stderr } = await flushTwice(sink);
  expect(stderr).toBe(
    `genspan: ${sink.url}/v1/${signal} takes no ${signal} (404), none are sent any more; OTEL_${signal.toUpperCase()}_EXPORTER=none says so from the start.\n`,
  );
  expect(countOf(sink, `/v1/${signal}`)).toBe(1);
  expect(countOf(sink, '/v1/traces')).toBe(2);
});

test('traces go on where the endpoint has no path for them: it may get one', async () => {
  await using sink = await startSink(refuse('/v1/traces', 404));
  const { stderr } = await flushTwice(sink);
  expect(stderr).toMatch(/^genspan: \S+ takes no traces \(404\); check the endpoint: .*\n$/);
  expect(countOf(sink, '/v1/traces')).toBe(2);
});

test.each([401, 403])('credentials that are refused with %i are told once', async (status) => {
  await using sink = await startSink(answerWith(status));
  const { stderr } = await flushTwice(sink);
  expect(stderr).toMatch(new RegExp(`^genspan: \\S+ refuses the credentials \\(${status}\\); check OTEL_EXPORTER_OTLP_HEADERS\\.\n$`));
});

test.each([500, 503, 302])('an endpoint that answers %i is told once', async (status) => {
  await using sink = await startSink(answerWith(status));
  const { stderr } = await flushTwice(sink);
  expect(stderr).toMatch(new RegExp(`^genspan: \\S+ answered ${status}; .*\n$`));
});

test('a batch that the endpoint has no room for is sent again while a flush waits', async () => {
  let answers = 0;
  await using sink = await startSink((path, response) => (answers++ === 0 ? answerWith(503) : accept)(path, response));
  await flushTwice(sink, { OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' });
  expect(sink.spans().map(({ name }) => name)).toEqual(['first', 'first', 'second']);
});

test.each(['http/json', 'http/protobuf'])(
  'an endpoint that drops part of a batch is told once, without what it says (%s)',
  async (protocol) => {
    const json = JSON.stringify({ partialSuccess: { rejectedSpans: '1', errorMessage: 'secret' } });
    // ExportTraceServiceResponse { partial_success { rejected_spans: 1 } }
    const body = protocol === 'http/json' ? json : Buffer.from([0x0a, 0x02, 0x08, 0x01]);
    await using sink = await startSink((_path, response) => response.end(body));
    const { stderr } = await flushTwice(sink, {
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    });
    expect(stderr).toBe(`genspan: ${sink.url}/v1/traces dropped 1 of the traces it was sent; its own log says why.\n`);
  },
);

test.each(['bad name=secret', 'x-team=secret%0A'])('headers that HTTP does not allow are told once, not quoted', async (headers) => {
  await using sink = await startSink();
  const { stderr } = await flushTwice(sink, { OTEL_EXPORTER_OTLP_HEADERS: headers });
  expect(stderr).toBe(`genspan: nothing can be sent to ${sink.url}: HTTP does not allow a name or value in OTEL_EXPORTER_OTLP_HEADERS.\n`);
});

test('an endpoint that nothing listens on is told once, with where it is and what to do', async () => {
  const sink = await startSink();
  await sink[Symbol.asyncDispose]();
  const { stderr } = await flushTwice(sink);
  expect(stderr).toBe(
    `genspan: ${sink.url} cannot be reached (nothing listens there); telemetry is dropped until it can: start a collector there or set OTEL_EXPORTER_OTLP_ENDPOINT.\n`,
  );
});

test('an endpoint that never answers is told once', async () => {
  await using sink = await startSink(() => {});
  const { stderr } = await flushTwice(sink, { OTEL_EXPORTER_OTLP_TIMEOUT: '200' });
  expect(stderr).toMatch(/^genspan: \S+ cannot be reached \(no answer in time\); .*\n$/);
});

// A process that waited for its exports would not end within the time of a test.
test.each(['http/json', 'http/protobuf', 'grpc'])('an endpoint that hangs does not hold the process (%s)', async (protocol) => {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const run = await runFixture('two-flushes.cjs', [], {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_TIMEOUT: '600000',
    },
  });
  server.close();
  expect(run).toMatchObject({ code: 0, stdout: 'done' });
});

test('an endpoint that speaks another protocol is told once, with a hint at gRPC', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).write('\0\0\u0012\u0004\0\0\0\0\0\0'));
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const run = await runFixture('two-flushes.cjs', [], {
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  });
  server.close();
  expect(run).toMatchObject({ code: 0, stdout: 'done' });
  expect(run.stderr).toMatch(/^genspan: .*if it is a gRPC port, set OTEL_EXPORTER_OTLP_PROTOCOL=grpc\.\n$/);
});

test('a process that ends by process.exit says when its last telemetry was not taken', async () => {
  const sink = await startSink();
  await sink[Symbol.asyncDispose]();
  const run = await runFixture('ends.cjs', ['by process.exit'], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(run).toMatchObject({
    code: 3,
    stderr:
      'genspan: the last telemetry of the process was not taken before it ended: check that OTEL_EXPORTER_OTLP_ENDPOINT answers; if it does, call flush() before process.exit().\n',
  });
});
