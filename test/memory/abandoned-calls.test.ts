import { runControl, runInstrumented, type HeapFigures, type Kind } from './run-application';

jest.setTimeout(300_000);

/** A call of which 20 bytes stay behind would show as 1.6 MB between the first and the last checkpoint of 100,000 streams. */
const maxBytesPerCall = 20;
/** What the collector leaves lying about differs between two runs of the same program. */
const noiseBytes = 1_000_000;

function growthBytes({ heapUsedBytes }: HeapFigures): number {
  return (heapUsedBytes.at(-1) ?? 0) - (heapUsedBytes[0] ?? 0);
}

describe.each<[Kind, number, string]>([
  ['streams-never-read', 100_000, 'abandoned never_read'],
  ['streams-aborted', 20_000, 'abandoned aborted'],
  ['never-awaited', 20_000, 'abandoned never_read'],
])('%s, %i times', (kind, callCount, outcome) => {
  const load = { kind, callCount, checkpointCount: 5 };

  it('ends every call, and leaves the heap as flat as without genspan', async () => {
    const [control, instrumented] = await Promise.all([runControl(load), runInstrumented(load)]);
    expect(instrumented.outcomes).toEqual({ [outcome]: callCount });
    expect(instrumented.spanIdCount).toBe(callCount);
    const countedCalls = callCount * (1 - 1 / load.checkpointCount);
    expect(growthBytes(instrumented)).toBeLessThan(Math.max(growthBytes(control), 0) + noiseBytes + countedCalls * maxBytesPerCall);
  });
});

describe('5,000 calls at once, with prompts of 200 kB', () => {
  const load = { kind: 'concurrent', callCount: 5_000, checkpointCount: 1, content: 'redacted' } as const;

  it('drops content and counts it before it drops a call, and gives the memory back', async () => {
    const [control, instrumented] = await Promise.all([runControl(load), runInstrumented(load)]);
    expect(instrumented.outcomes).toEqual({ completed: 5_000 });
    expect(instrumented.spanIdCount).toBe(5_000);
    expect(instrumented.droppedCount).toBeGreaterThan(0);
    expect(instrumented.droppedCount).toBeLessThan(5_000);
    // All prompts together have a gigabyte of text; what waits is bounded by 32 million characters, redacted text by as much again.
    expect(instrumented.peakBytes - control.peakBytes).toBeLessThan(300_000_000);
    expect(instrumented.endBytes - control.endBytes).toBeLessThan(60_000_000);
  });
});
