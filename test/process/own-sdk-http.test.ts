import { runFixture } from './own-sdk-child';
import { startSink, type Sink, type SpanSeen } from './own-sdk-sink';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

const clientKind = 3;
const serverKind = 2;

async function serve(sink: Sink, fixture: string, environment: Readonly<Record<string, string>> = {}): Promise<Record<string, string[]>> {
  const run = await runFixture(fixture, [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...environment } });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Record<string, string[]>;
}

function spanOfPath(spans: readonly SpanSeen[], kind: number, path: string): SpanSeen | undefined {
  return spans.find(
    (span) => span.kind === kind && (span.attributes['url.path'] ?? new URL(String(span.attributes['url.full'])).pathname) === path,
  );
}

describe.each(['server.cjs', 'server.mjs'])('the HTTP server of %s', (fixture) => {
  test('makes a span of each request, under the caller and over what the request causes', async () => {
    await using sink = await startSink();
    await serve(sink, fixture);
    const served = spanOfPath(sink.spans(), serverKind, '/served');
    expect(served).toMatchObject({ traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
    const caused = sink.spans().filter(({ parentSpanId }) => parentSpanId === served?.spanId);
    expect(caused.map(({ name, kind }) => `${name} ${kind}`).toSorted()).toEqual(['GET 3', 'GET 3', 'chat 1']);
    expect(spanOfPath(caused, clientKind, '/plain-http')).toBeDefined();
    expect(spanOfPath(caused, clientKind, '/plain-fetch')).toBeDefined();
  });

  test('sends its trace on with requests, and no header inside a model call', async () => {
    await using sink = await startSink();
    const headers = await serve(sink, fixture);
    expect(headers['/plain-http?key=secret-query']).toContain('traceparent');
    expect(headers['/plain-fetch?key=secret-query']).toContain('traceparent');
    for (const path of ['/model-http', '/model-fetch']) expect(headers[path]).not.toContain('traceparent');
    expect(JSON.stringify(headers)).not.toContain('baggage');
  });

  test('makes no span of requests inside a model call nor of its own exports', async () => {
    await using sink = await startSink();
    await serve(sink, fixture, { OTEL_BSP_SCHEDULE_DELAY: '1' });
    const spans = sink.spans().filter(({ kind }) => kind === clientKind);
    expect(spans.map(({ attributes }) => new URL(String(attributes['url.full'])).pathname).toSorted()).toEqual([
      '/plain-fetch',
      '/plain-http',
    ]);
  });

  test('tells nothing of queries, users and their programs', async () => {
    await using sink = await startSink();
    await serve(sink, fixture);
    const exported = JSON.stringify(sink.received);
    for (const secret of ['secret-query', 'secret-fragment', 'secret-agent', '10.1.2.3']) expect(exported).not.toContain(secret);
  });
});

test('baggage goes to the hosts that are listed, outside of model calls', async () => {
  await using sink = await startSink();
  const headers = await serve(sink, 'server.cjs', { TEST_BAGGAGE_HOSTS: '127.0.0.1' });
  expect(headers['/plain-http?key=secret-query']).toContain('baggage');
  expect(headers['/plain-fetch?key=secret-query']).toContain('baggage');
  for (const path of ['/model-http', '/model-fetch']) expect(headers[path]).not.toContain('baggage');
});

test('OTEL_PROPAGATORS=none sends no header at all', async () => {
  await using sink = await startSink();
  const headers = await serve(sink, 'server.cjs', { OTEL_PROPAGATORS: 'none', TEST_BAGGAGE_HOSTS: '127.0.0.1' });
  expect(JSON.stringify(headers)).not.toMatch(/traceparent|baggage/);
});

test('OTEL_NODE_DISABLED_INSTRUMENTATIONS takes out one instrumentation', async () => {
  await using sink = await startSink();
  const headers = await serve(sink, 'server.cjs', { OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'undici' });
  expect(headers['/plain-fetch?key=secret-query']).not.toContain('traceparent');
  expect(spanOfPath(sink.spans(), clientKind, '/plain-fetch')).toBeUndefined();
  expect(spanOfPath(sink.spans(), clientKind, '/plain-http')).toBeDefined();
});

test('wrappers of other libraries stay when ours is taken off', async () => {
  await using sink = await startSink();
  const run = await runFixture('other-wrappers.cjs', [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(JSON.parse(run.stdout)).toEqual({ calls: ['after', 'before'], keptLast: true, replaced: true });
  expect(sink.spans()).toEqual([]);
});
