/** What a timer can take. A longer one would go off at once. */
const maxTimeoutMs = 2 ** 31 - 1;

/** Waits for work whose failure is nobody's concern here, but not longer than `timeoutMs`; false when it took longer. No number counts as no time. */
export async function within(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    // Keeps the process alive, which the `setTimeout` of the bundled SDK does not (`unref-timers.ts`).
    timer = globalThis.setTimeout(resolve, Math.min(Math.max(timeoutMs, 0) || 0, maxTimeoutMs), false);
  });
  const isOver = await Promise.race([work.then(alwaysTrue, alwaysTrue), timeout]);
  clearTimeout(timer);
  return isOver;
}

function alwaysTrue(): boolean {
  return true;
}
