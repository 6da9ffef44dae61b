import { Budget, truncationMark, wholeCharacters } from './truncate';

test('a part gets its share and no more, and the next part gets its own', () => {
  const budget = new Budget(10, 100);
  budget.startPart();
  expect([budget.take(7), budget.take(7)]).toEqual([7, 3]);
  budget.startPart();
  expect(budget.take(7)).toBe(7);
  expect(budget.isExceeded).toBe(true);
});

test('all parts together get no more than the call', () => {
  const budget = new Budget(10, 15);
  budget.startPart();
  expect(budget.take(10)).toBe(10);
  expect(budget.isCallSpent).toBe(false);
  budget.startPart();
  expect(budget.take(10)).toBe(5);
  expect(budget.isCallSpent).toBe(true);
});

test('nothing is exceeded while all fits', () => {
  const budget = new Budget(10, 10);
  budget.startPart();
  expect(budget.take(10)).toBe(10);
  expect(budget.isExceeded).toBe(false);
});

test('a mark counts in words', () => {
  expect(truncationMark(1, 'message')).toBe('[truncated 1 message]');
  expect(truncationMark(12, 'character')).toBe('[truncated 12 characters]');
});

test('a cut never falls inside a surrogate pair', () => {
  expect(wholeCharacters('ab\u{1F600}c', 3)).toBe(2);
  expect(wholeCharacters('ab\u{1F600}c', 4)).toBe(4);
  expect(wholeCharacters('abc', 10)).toBe(3);
});
