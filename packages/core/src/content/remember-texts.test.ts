import { rememberTexts } from './remember-texts';

function counting() {
  const asked: string[] = [];
  const digestOf = rememberTexts((text) => {
    asked.push(text);
    return `digest of ${text.slice(0, 8)}`;
  });
  return { asked, digestOf };
}

test('digests a text once, also when others come between', () => {
  const { asked, digestOf } = counting();
  expect(['a', 'b', 'a'].map(digestOf)).toEqual(['digest of a', 'digest of b', 'digest of a']);
  expect(asked).toEqual(['a', 'b']);
});

test('holds a bounded number of texts', () => {
  const { asked, digestOf } = counting();
  for (let index = 0; index < 200; index++) digestOf(`text ${index}`);
  digestOf('text 199');
  expect(asked).toHaveLength(200);
  digestOf('text 0');
  expect(asked).toHaveLength(201);
});

test('does not hold a very long text', () => {
  const { asked, digestOf } = counting();
  const long = 'x'.repeat(100_000);
  expect(digestOf(long)).toBe(digestOf(long));
  expect(asked).toHaveLength(2);
});
