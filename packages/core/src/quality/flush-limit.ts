/** A flush of the application's waits for judges and sinks, so it must end even where they hang. */
const flushLimitMs = 5_000;

/** Resolves with `work`, at the latest after five seconds; `work` does not reject. */
export async function withinFlushLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, flushLimitMs).unref()));
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
