/** The public `flush(timeoutMs)` beside endpoints that do not take what they are sent. */
import type { CollectorAnswer } from '../../packages/adapter-testing/src';
import { type ApplicationRun, childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

interface Flush {
  /** `null`: no finite number. */
  readonly timeoutMs: number | null;
  readonly ending: string;
  readonly tookMs: number;
}

/** An export that is waited for takes longer than a test may. */
const patient = { OTEL_EXPORTER_OTLP_TIMEOUT: '600000' };

async function flushEach(
  bounds: readonly string[],
  options: Partial<ApplicationRun>,
): Promise<{ flushes: readonly Flush[]; stderr: string }> {
  const { exitCode, stdout, stderr } = await runBetween({
    application: 'endpoint',
    script: 'flushes.cjs',
    flags: ['--require', 'genspan/register'],
    arguments: bounds,
    ...options,
  });
  expect(exitCode).toBe(3);
  return { flushes: JSON.parse(stdout) as readonly Flush[], stderr };
}

function answering(answer: CollectorAnswer): Partial<ApplicationRun> {
  return { collectorAnswers: { traces: answer, metrics: answer, logs: answer }, environment: patient };
}

test.concurrent('waits for an endpoint that hangs about as long as it was told, however long that is', async () => {
  const { flushes } = await flushEach(['300', '2000', '300'], answering('hang'));
  expect(flushes.map(({ ending }) => ending)).toEqual(Array(3).fill('resolved undefined'));
  const [short, long, shortAgain] = flushes.map(({ tookMs }) => tookMs) as [number, number, number];
  // Against one another: both are longer on a machine that is busy.
  expect(short).toBeLessThan(long);
  expect(shortAgain).toBeLessThan(long);
  for (const { timeoutMs, tookMs } of flushes) {
    // Timers go off up to a millisecond early.
    expect(tookMs).toBeGreaterThan(Number(timeoutMs) - 2);
    expect(tookMs).toBeLessThan(Number(timeoutMs) * 20);
  }
});

const answers = [
  { name: 'cannot be reached', options: { environment: { ...patient, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' } } },
  { name: 'answers 500', options: answering(500) },
  { name: 'answers 415', options: answering(415) },
  { name: 'takes everything', options: answering(200) },
];

test.concurrent.each(answers)('does not use its time up beside an endpoint that $name, and never rejects', async ({ options }) => {
  const { flushes, stderr } = await flushEach(['600000', 'Infinity'], options);
  expect(flushes.map(({ ending }) => ending)).toEqual(['resolved undefined', 'resolved undefined']);
  expect(stderr).not.toContain('Warning');
});

test.concurrent('a bound that is no time resolves at once, and Node has nothing to say of it', async () => {
  const { flushes, stderr } = await flushEach(['0', '-1', 'NaN'], answering('hang'));
  expect(flushes.map(({ ending }) => ending)).toEqual(Array(3).fill('resolved undefined'));
  expect(stderr).not.toContain('Warning');
});
