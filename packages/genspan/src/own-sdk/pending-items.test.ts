import { PendingItems } from './pending-items';

function createPending(maxItems = 100) {
  const dropped = jest.fn();
  // An item is an object with its size.
  const pending = new PendingItems<{ bytes: number }>({ maxItems, sizeOf: ({ bytes }) => bytes, onDropped: dropped });
  return { pending, dropped };
}

const item = (bytes: number) => ({ bytes });

test('is bounded by items, which make room when they are removed', () => {
  const { pending, dropped } = createPending(2);
  const [first, second] = [item(1), item(1)];
  expect([first, second, item(1)].map((each) => pending.add(each))).toEqual([true, true, false]);
  expect(dropped).toHaveBeenCalledTimes(1);
  pending.remove([first]);
  expect(pending.add(item(1))).toBe(true);
  expect(pending.items).toHaveLength(2);
  expect(pending.addedCount).toBe(3);
});

test('is bounded by 32 MB, which are free again when their items are removed', () => {
  const { pending, dropped } = createPending();
  const items = Array.from({ length: 40 }, () => item(1_000_000));
  expect(items.filter((each) => pending.add(each))).toHaveLength(33);
  expect(dropped).toHaveBeenCalledTimes(7);
  pending.remove(items);
  expect(items.filter((each) => pending.add(each))).toHaveLength(33);
});

test('has room for one item of any size', () => {
  const { pending } = createPending();
  expect(pending.add(item(100_000_000))).toBe(true);
  expect(pending.add(item(1))).toBe(false);
});
