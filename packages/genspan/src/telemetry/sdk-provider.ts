/**
 * Flushes an SDK provider, behind the proxy the API hands out for tracers. The API has no flush: an SDK that offers none has nothing
 * waiting that anybody could ask for. Resolves within `timeoutMs`, never rejects.
 */
export async function flushProvider(provider: unknown, timeoutMs: number): Promise<void> {
  const flushed = Promise.resolve().then(() => {
    const { getDelegate } = provider as { getDelegate?(): unknown };
    const sdkProvider = typeof getDelegate === 'function' ? getDelegate.call(provider) : provider;
    return (sdkProvider as { forceFlush?(): unknown }).forceFlush?.();
  });
  await within(flushed, timeoutMs);
}

/** Exports what a provider has and ends it, where it is an SDK's. */
export async function shutDownProvider(provider: unknown): Promise<void> {
  await (provider as { shutdown?(): Promise<void> }).shutdown?.();
}

/** Waits for work whose failure is nobody's concern here, but not longer than `timeoutMs`. */
export async function within(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work.then(noop, noop), timeout]);
  clearTimeout(timer);
}

function noop(): void {}
