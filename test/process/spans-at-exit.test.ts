/** When spans end: without an OpenTelemetry of the application some milliseconds after their calls, also where the process ends before. */
import { childTimeoutMs, runBetween, telemetryDirectory } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const endings = [
  { way: 'by itself', exitCode: 0, signal: null },
  { way: 'by process.exit', exitCode: 3, signal: null },
  { way: 'by an exception', exitCode: 1, signal: null },
  { way: 'by SIGTERM', exitCode: null, signal: 'SIGTERM' },
  { way: 'by SIGKILL after a flush', exitCode: null, signal: 'SIGKILL' },
];

describe.each(['off', 'hash'])('with content %s', (mode) => {
  test.concurrent.each(endings)('a process that ends $way exports the span of its last call', async ({ way, ...ending }) => {
    const { collector, stdout, ...result } = await runBetween({
      application: 'idle',
      script: 'ends-after-call.cjs',
      flags: ['--require', 'genspan/register'],
      arguments: [way],
      environment: { GENSPAN_CONTENT: mode },
    });
    expect(result).toMatchObject({ ...ending, spanNames: ['chat gpt-5-mini'] });
    expect(stdout).toBe('chat.completion\n');
    const [span] = collector.spans();
    expect(span?.attributes).toMatchObject({ 'genspan.outcome': 'completed', 'gen_ai.response.model': expect.any(String) });
  });
});

test("in an application's provider a span has ended when its caller has the answer", async () => {
  const names = ['@opentelemetry/api', '@opentelemetry/sdk-trace'];
  const { stdout } = await runBetween({
    application: 'instrumentation',
    script: 'own-provider.cjs',
    flags: ['--require', 'genspan/register'],
    environment: { GENSPAN_CONTENT: 'off' },
    packages: Object.fromEntries(names.map((name) => [name, telemetryDirectory(name)])),
  });
  expect(stdout).toBe('chat gpt-5-mini\n');
});
