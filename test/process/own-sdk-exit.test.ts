import { runFixture } from './own-sdk-child';
import { startSink } from './own-sdk-sink';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

/** What the same program does without an SDK. */
const endings = [
  { way: 'naturally', code: 0, signal: null },
  { way: 'by process.exit', code: 3, signal: null },
  { way: 'by an exception', code: 1, signal: null },
  { way: 'by a rejection', code: 1, signal: null },
  { way: 'with an exit code set', code: 5, signal: null },
] as const;

describe.each(endings)('a process that ends $way', ({ way, code, signal }) => {
  test('keeps its exit code and exports what it recorded', async () => {
    await using sink = await startSink();
    const run = await runFixture('ends.cjs', [way], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
    expect({ code: run.code, signal: run.signal }).toEqual({ code, signal });
    expect(sink.spans().map(({ name }) => name)).toEqual(['chat']);
    expect(sink.received.map(({ path }) => path)).toContain('/v1/logs');
  });
});

test('an uncaught exception is printed as Node prints it, with nothing of ours', async () => {
  await using sink = await startSink();
  const { stderr } = await runFixture('ends.cjs', ['by an exception'], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(stderr).toContain('Error: the application is broken');
  expect(stderr).not.toContain('genspan:');
});

test('metrics are exported when a process ends by itself', async () => {
  await using sink = await startSink();
  await runFixture('ends.cjs', ['naturally'], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(sink.received.filter(({ path }) => path === '/v1/metrics')).toHaveLength(1);
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  const killWhenReady = (text: string, kill: (signal: NodeJS.Signals) => void): void => {
    if (text === 'ready') kill(signal);
  };

  test('exports what was recorded and ends the process as the signal does', async () => {
    await using sink = await startSink();
    const run = await runFixture('ends.cjs', ['by a signal'], {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
      onStdout: killWhenReady,
    });
    expect({ code: run.code, signal: run.signal }).toEqual({ code: null, signal });
    expect(sink.received.map(({ path }) => path).toSorted()).toEqual(['/v1/logs', '/v1/metrics', '/v1/traces']);
  });

  test('ends the process also when the endpoint never answers', async () => {
    await using sink = await startSink(() => {});
    const run = await runFixture('ends.cjs', ['by a signal'], {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
      onStdout: killWhenReady,
    });
    expect(run.signal).toBe(signal);
  });
});

describe('a signal that the application listens for', () => {
  const killWhenReady = (text: string, kill: (signal: NodeJS.Signals) => void): void => {
    if (text === 'ready') kill('SIGTERM');
  };

  test.each(['by its own signal listener', 'by a listener for one signal that is older than ours'])(
    'is left to the application, which ends %s',
    async (way) => {
      await using sink = await startSink();
      const run = await runFixture('ends.cjs', [way], {
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
        onStdout: killWhenReady,
      });
      expect(run).toMatchObject({ code: 7, signal: null, stdout: 'ready heard' });
      expect(sink.spans()).toHaveLength(1);
    },
  );

  test('ends a process by a library that sends it again when nobody else listens', async () => {
    await using sink = await startSink();
    const run = await runFixture('ends.cjs', ['by a library that ends it when nobody else listens'], {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
      onStdout: killWhenReady,
    });
    expect(run).toMatchObject({ code: null, signal: 'SIGTERM', stdout: 'ready heard beside 0' });
    expect(sink.spans()).toHaveLength(1);
  });
});

test('a process that may start no thread keeps its exit code, and the loss is told', async () => {
  await using sink = await startSink();
  const run = await runFixture('ends.cjs', ['by process.exit'], {
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
    flags: ['--permission', '--allow-fs-read=*'],
  });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('call flush() before process.exit()');
});

test('work that the application starts at beforeExit is exported too, and the process comes to its end', async () => {
  await using sink = await startSink();
  const run = await runFixture('ends.cjs', ['after work started at beforeExit'], {
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
  });
  expect(run.code).toBe(0);
  expect(sink.spans().map(({ name }) => name)).toEqual(['chat', 'round 1', 'round 2']);
});

test.each([
  ['in a worker', 0],
  ['in a worker by process.exit', 4],
])('a thread that ends %s exports what it recorded', async (way, code) => {
  await using sink = await startSink();
  const run = await runFixture('ends.cjs', [way], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(run.code).toBe(code);
  expect(
    sink
      .spans()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['chat', 'in the worker', 'in the worker too']);
});

test('a cluster worker starts with its server and exports when it is told to end', async () => {
  await using sink = await startSink();
  const run = await runFixture('cluster.cjs', [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(run.stdout).toBe('worker ended by SIGTERM');
  expect(
    sink
      .spans()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['GET', 'started by the server']);
});

test('a program without SDK and server loads nothing, exports nothing and prints nothing', async () => {
  await using sink = await startSink();
  const run = await runFixture('idle.cjs', [], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toEqual({ loaded: [], signalListeners: 0 });
  expect(sink.received).toEqual([]);
});
