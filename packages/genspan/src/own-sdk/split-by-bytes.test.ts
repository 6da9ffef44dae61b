import { splitByBytes } from './split-by-bytes';

/** Items are their own size in bytes. */
function split(...items: number[]): number[][] {
  return [...splitByBytes(items, (item) => item)];
}

test('a part ends before the item that would make it too large', () => {
  expect(split(200_000, 100_000, 1_000_000, 10, 20)).toEqual([[200_000], [100_000], [1_000_000], [10, 20]]);
});

test('what fits stays together, in order, and nothing makes no part', () => {
  expect(split(1, 2, 3)).toEqual([[1, 2, 3]]);
  expect(split()).toEqual([]);
});
