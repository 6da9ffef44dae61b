import { within } from './within';

test('work that ends in time, whatever becomes of it, is waited for', async () => {
  await expect(within(Promise.resolve('done'), 60_000)).resolves.toBe(true);
  await expect(within(Promise.reject(new Error('failed')), 60_000)).resolves.toBe(true);
});

test('work that never ends is left alone after its time', async () => {
  await expect(within(new Promise(() => {}), 1)).resolves.toBe(false);
});

test.each([Infinity, 2 ** 31, 1e300])('%d ms are waited for as long as a timer can', async (timeoutMs) => {
  const work = new Promise((resolve) => setTimeout(resolve, 20));
  await expect(within(work, timeoutMs)).resolves.toBe(true);
});

test.each([0, -1, NaN, -Infinity])('%d ms are no time', async (timeoutMs) => {
  const emitWarning = jest.spyOn(process, 'emitWarning').mockReturnValue();
  await expect(within(new Promise(() => {}), timeoutMs)).resolves.toBe(false);
  expect(emitWarning).not.toHaveBeenCalled();
});
