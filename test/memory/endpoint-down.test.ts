/** Thousands of calls beside an endpoint that takes nothing: what waits for it is bounded, and so is the memory of the application. */
import type { ServerResponse } from 'node:http';
import { readMetrics } from '../../packages/adapter-testing/src/collector/otlp-json';
import { childTimeoutMs, runBetween } from '../process/applications/run-between';
import { startSink } from '../process/own-sdk-sink';

jest.setTimeout(childTimeoutMs);

const callsPerPhase = 2_500;
const phaseCount = 3;
const promptCharacters = 10_000;
/** The default of OTEL_BSP_MAX_QUEUE_SIZE, which one phase is enough to fill. */
const maxQueueSize = 2_048;

/** Makes the calls while the endpoint is as it is, and answers what genspan has said of it. */
async function makeCalls(endpoint: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runBetween({
    application: 'endpoint',
    script: 'many-calls.cjs',
    flags: ['--expose-gc', '--require', 'genspan/register'],
    arguments: [String(callsPerPhase), String(promptCharacters)],
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_TIMEOUT: '600000',
      OTEL_BSP_SCHEDULE_DELAY: '500',
      // Redaction would take most of the time.
      GENSPAN_CONTENT: 'full',
    },
  });
  expect(exitCode).toBe(0);
  const [, second, third] = JSON.parse(stdout) as [number, number, number];
  // The first phase fills the queues, the two after it are alike. A call that stayed behind would do so twice, as a span and as an event,
  // each with its prompt; what is on its way, or is tried again, is a part of that, which differs from phase to phase.
  expect(third - second).toBeLessThan(callsPerPhase * promptCharacters);
  return stderr;
}

test('beside an endpoint that hangs the heap is flat; later it gets what was in the queue, and metrics of all calls', async () => {
  const held: ServerResponse[] = [];
  let isWell = false;
  await using sink = await startSink((path, response) => {
    isWell ||= path === '/recover';
    held.push(response);
    if (isWell) for (const each of held.splice(0)) each.end('{}');
  });
  expect(await makeCalls(sink.url)).toMatch(/cannot be reached \(no answer in time\)/);
  const spanCount = sink.spans().filter(({ name }) => name === 'chat gpt-5-mini').length;
  expect(spanCount).toBeGreaterThanOrEqual(maxQueueSize);
  // Spans whose content was still waiting find room once the endpoint is well again.
  expect(spanCount).toBeLessThan(maxQueueSize * 2);
  const lastMetrics = sink.received.filter(({ path }) => path === '/v1/metrics').at(-1)?.body ?? '';
  const durations = readMetrics(JSON.parse(lastMetrics)).find(({ name }) => name === 'gen_ai.client.inference.duration');
  expect(durations?.points).toMatchObject([{ count: callsPerPhase * phaseCount }]);
});

test('beside an endpoint that nothing listens on the heap is flat, and what is wrong is told once', async () => {
  const sink = await startSink();
  await sink[Symbol.asyncDispose]();
  expect(await makeCalls(sink.url)).toMatch(/^genspan: \S+ cannot be reached \(nothing listens there\); .*\n$/);
});
