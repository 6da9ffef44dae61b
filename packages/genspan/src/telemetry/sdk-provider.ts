import { within } from '../process/within';

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
