import { whyUnbounded } from './bounded-pattern';

test.each([
  'EMP-\\d{4,8}',
  '\\b[A-Z]{2}-\\d{6}\\b',
  '(?<=id: )[A-F0-9]{8}(?![A-F0-9])',
  '(?:north|south)-\\d{1,4}',
  '[\\w.-]{1,20}@corp',
  'a{2}b?c{1,3}',
  '\\u{1F600}x',
  '[^\\]]{1,5}\\(',
  '(?<name>x{1,3})y|z',
])('accepts %s', (source) => {
  expect(whyUnbounded(source)).toBeUndefined();
});

test.each([
  ['E-\\d+', 'of any length'],
  ['E-.*x', 'of any length'],
  ['\\d{3,}', 'of any length'],
  ['(a+)+$', 'of any length'],
  ['(?:\\b)*a', 'of any length'],
  ['\\d{1,2000}', 'more than 1024 characters'],
  ['(?:a|a){1,30}b', 'more than 1000 ways'],
  ['(?:a{1,5}){1,9}b', 'more than 1000 ways'],
  ['\\w{1,100}\\d{1,100}!', 'more than 1000 ways'],
  ['(?=x{0,50}y{0,50})x', 'more than 1000 ways'],
  ['(a)\\1', 'refers back'],
  ['(?<n>a)\\k<n>', 'refers back'],
  ['x{0,3}', 'matches the empty text'],
  ['a|', 'matches the empty text'],
])('refuses %s: %s', (source, why) => {
  expect(whyUnbounded(source)).toContain(why);
});

test('what is accepted takes a bounded time at each place: the slowest pattern on its worst text grows with the length only', () => {
  const pattern = /a{1,30}a{1,33}!/g;
  expect(whyUnbounded(pattern.source)).toBeUndefined();
  const timeMs = (length: number) => {
    const text = 'a'.repeat(length);
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      pattern.test(text);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  expect(timeMs(80_000)).toBeLessThan(8 * 3 * timeMs(10_000) + 3);
});
