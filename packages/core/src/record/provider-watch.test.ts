import { ProxyTracerProvider } from '@opentelemetry/api';
import { Guard } from '../patch/guard';
import { ProviderWatch } from './provider-watch';

/** Tells in `steps` what happens in which order. */
function setUp(fails = false) {
  const steps: string[] = [];
  const step = (name: string): void => {
    steps.push(name);
    if (fails) throw new Error(name);
  };
  const calls = { flush: async () => step('calls flushed'), shutdown: () => step('calls ended') };
  const guard = new Guard(() => undefined);
  const provider = {
    getTracer: () => {
      throw new Error('not used');
    },
    forceFlush: async (timeoutMs: number) => void steps.push(`provider flushed in ${timeoutMs}`),
    shutdown: async () => {
      steps.push('provider ended');
      return 'answer';
    },
  };
  return { steps, provider, guard, watch: new ProviderWatch(calls, guard) };
}

test('what waits is recorded before the provider is flushed or ends, which answer as before', async () => {
  const { steps, provider, watch } = setUp();
  watch.watch(provider);
  watch.watch(provider);
  await provider.forceFlush(5);
  await expect(provider.shutdown()).resolves.toBe('answer');
  expect(steps).toEqual(['calls flushed', 'provider flushed in 5', 'calls ended', 'provider ended']);
});

test('a provider is found behind the proxy of the API, also when it is registered later', async () => {
  const { steps, provider, watch } = setUp();
  const proxy = new ProxyTracerProvider();
  watch.watch(proxy);
  proxy.setDelegate(provider);
  watch.watch(proxy);
  await provider.shutdown();
  expect(steps).toEqual(['calls ended', 'provider ended']);
});

test('an exception of ours is contained, and the provider flushed and ended all the same', async () => {
  const { steps, provider, guard, watch } = setUp(true);
  watch.watch(provider);
  await provider.forceFlush(5);
  await provider.shutdown();
  expect(steps).toEqual(['calls flushed', 'provider flushed in 5', 'calls ended', 'provider ended']);
  expect(guard.errorCount).toBe(2);
});

test('what is no provider of an SDK, or is frozen, is left alone', async () => {
  const { steps, provider, watch } = setUp();
  for (const other of [undefined, null, 1, {}, { shutdown: 1 }, Object.freeze(provider)]) watch.watch(other);
  await provider.shutdown();
  expect(steps).toEqual(['provider ended']);
});
