/** Waits for `work`, whatever becomes of it, but not longer than `timeoutMs`; the one timer that keeps the process alive (`unref-timers.ts`). */
export async function within(timeoutMs: number, work: Promise<unknown>, giveUp: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = globalThis.setTimeout(() => {
      giveUp();
      resolve();
    }, timeoutMs);
  });
  await Promise.race([work.catch(() => {}), timeout]);
  clearTimeout(timer);
}
