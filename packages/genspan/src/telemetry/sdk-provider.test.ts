import { ProxyTracerProvider, type TracerProvider } from '@opentelemetry/api';
import { flushProvider } from './sdk-provider';

test('the SDK behind the proxy of the API is flushed', async () => {
  let flushes = 0;
  const proxy = new ProxyTracerProvider();
  proxy.setDelegate({ forceFlush: async () => void flushes++ } as unknown as TracerProvider);
  await flushProvider(proxy, 1_000);
  expect(flushes).toBe(1);
});

test('a provider that cannot be flushed, or whose flush fails, costs nothing', async () => {
  const failing = { forceFlush: () => Promise.reject(new Error('unreachable')) };
  const flushes = [new ProxyTracerProvider(), undefined, failing].map((provider) => flushProvider(provider, 1_000));
  await expect(Promise.all(flushes)).resolves.toBeDefined();
});
