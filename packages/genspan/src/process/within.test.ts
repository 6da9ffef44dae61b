import { within } from './within';

test('work that ends in time, whatever becomes of it, is waited for', async () => {
  await expect(within(Promise.resolve('done'), 60_000)).resolves.toBe(true);
  await expect(within(Promise.reject(new Error('failed')), 60_000)).resolves.toBe(true);
});

test('work that never ends is left alone after its time', async () => {
  await expect(within(new Promise(() => {}), 1)).resolves.toBe(false);
});
