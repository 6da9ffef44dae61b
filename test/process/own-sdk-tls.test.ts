/** Endpoints behind TLS whose authority only `OTEL_EXPORTER_OTLP_CERTIFICATE` knows. The files are made by `fixtures/tls/make.sh`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept as acceptGrpc, services, withServer } from '../../packages/genspan/test/grpc-sink';
import { runFixture } from './own-sdk-child';
import { accept, startSink } from './own-sdk-sink';

// Child processes wait for a busy machine.
jest.setTimeout(60_000);

const path = (name: string): string => join(__dirname, 'fixtures/tls', name);
const pair = { cert: readFileSync(path('endpoint.pem')), key: readFileSync(path('endpoint.key')) };
const trusting = { OTEL_EXPORTER_OTLP_CERTIFICATE: path('authority.pem') };
const allPaths = ['/v1/logs', '/v1/metrics', '/v1/traces'];

test.each(['http/json', 'http/protobuf'])('all signals are exported over TLS (%s)', async (protocol) => {
  await using sink = await startSink(accept, pair);
  const run = await runFixture('calls.cjs', [], {
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: protocol, ...trusting },
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(sink.received.map((request) => request.path).toSorted()).toEqual(allPaths);
});

test('all signals are exported over TLS (grpc)', async () => {
  await withServer(
    acceptGrpc,
    async (url, exported) => {
      const run = await runFixture('calls.cjs', [], {
        environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', ...trusting },
      });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(exported).toHaveLength(services.length);
    },
    pair,
  );
});

test('what waits when a process ends by process.exit is sent over TLS too', async () => {
  await using sink = await startSink(accept, pair);
  const run = await runFixture('ends.cjs', ['by process.exit'], { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...trusting } });
  expect(run).toMatchObject({ code: 3, stderr: '' });
  expect(sink.spans().map(({ name }) => name)).toEqual(['chat']);
});

test('an endpoint that asks for a certificate is shown the one of OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE', async () => {
  await using sink = await startSink(accept, { ...pair, ca: readFileSync(path('authority.pem')), requestCert: true });
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...trusting };
  const client = { OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: path('endpoint.pem'), OTEL_EXPORTER_OTLP_CLIENT_KEY: path('endpoint.key') };
  const shown = await runFixture('calls.cjs', [], { environment: { ...environment, ...client } });
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(sink.received).toHaveLength(allPaths.length);
  const notShown = await runFixture('calls.cjs', [], { environment });
  expect(notShown).toMatchObject({ code: 0, stdout: '1 calls' });
  expect(notShown.stderr).toMatch(/^genspan: https:\S+ cannot be reached \(.*\n$/);
  expect(sink.received).toHaveLength(allPaths.length);
});

const untrusting = [
  ['http/json', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['grpc', 'UNTRUSTED_CERTIFICATE'],
] as const;

test.each(untrusting)('an authority that is not known is told once, with what names it (%s)', async (protocol, reason) => {
  const expectTold = async (url: string): Promise<void> => {
    const run = await runFixture('two-flushes.cjs', [], {
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: protocol },
    });
    expect(run).toMatchObject({ code: 0, stdout: 'done' });
    expect(run.stderr).toBe(
      `genspan: ${url} cannot be reached (${reason}); telemetry is dropped until it can: name the certificate of its authority by OTEL_EXPORTER_OTLP_CERTIFICATE.\n`,
    );
  };
  if (protocol === 'grpc') return withServer(acceptGrpc, expectTold, pair);
  await using sink = await startSink(accept, pair);
  await expectTold(sink.url);
  expect(sink.received).toEqual([]);
});
