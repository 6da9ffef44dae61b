import { createHash, createHmac } from 'node:crypto';
import { Digest } from './hash';
import { runSteps } from './steps';

function hashValue(value: unknown): string {
  const digest = new Digest(undefined);
  runSteps(digest.addValue(value));
  return digest.end();
}

test('is the SHA-256 of what is added, however it is cut, and says so', () => {
  const text = 'prompt é 漢 '.repeat(20_000);
  const digest = new Digest(undefined);
  for (const piece of [text.slice(0, 10), text.slice(10, 20_000), text.slice(20_000)]) runSteps(digest.addText(piece));
  expect(digest.end()).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
});

test('is an HMAC where a key is given', () => {
  const digest = new Digest('key');
  runSteps(digest.addText('prompt'));
  expect(digest.end()).toBe(`hmac-sha256:${createHmac('sha256', 'key').update('prompt').digest('hex')}`);
});

test.each([
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [[['a'], 'b'], [['a', 'b']]],
  [{ a: 'b' }, ['a', 'b']],
  [{ a: 1 }, { a: '1' }],
  [[1, 2], [12]],
  [null, 'null'],
])('tells %j from %j', (one, other) => {
  expect(hashValue(one)).not.toBe(hashValue(other));
});

test('a field that is undefined counts as absent', () => {
  expect(hashValue({ a: 1, b: undefined })).toBe(hashValue({ a: 1 }));
});

test('a long text takes several steps', () => {
  const steps = new Digest(undefined).addText('x'.repeat(1_000_000));
  let count = 0;
  while (!steps.next().done) count++;
  expect(count).toBeGreaterThan(10);
});
