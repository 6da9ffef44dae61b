import { parseRetryAfter } from './http-transport';

const now = Date.parse('2030-01-01T00:00:00Z');

test.each([
  [undefined, undefined],
  ['3', 3_000],
  ['0', 0],
  ['Tue, 01 Jan 2030 00:00:05 GMT', 5_000],
  ['Tue, 01 Jan 2019 00:00:00 GMT', 0],
  ['soon', undefined],
])('retry-after %j means to wait for %j ms', (value, waitMs) => {
  expect(parseRetryAfter(value, now)).toBe(waitMs);
});
