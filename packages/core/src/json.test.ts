import { asErrorCode, asNumber, copyJson } from './json';

describe('copyJson', () => {
  it('copies containers, so that later changes of the original are not seen', () => {
    const original = { list: [{ text: 'a' }] };
    const copy = copyJson(original);
    original.list[0] = { text: 'b' };
    expect(copy).toEqual({ list: [{ text: 'a' }] });
  });

  it('leaves out what has no JSON form, as JSON.stringify would', () => {
    expect(copyJson({ a: undefined, b: () => 1, c: Number.NaN, d: [undefined, 1], e: new Date(0), f: 10n })).toEqual({
      c: null,
      d: [null, 1],
      e: '1970-01-01T00:00:00.000Z',
      f: '10',
    });
  });

  it('makes cycles null, however many fields lead into them', () => {
    const node: Record<string, unknown> = { name: 'node' };
    for (const field of ['a', 'b', 'c', 'd']) node[field] = node;
    expect(copyJson([node, node])).toEqual(Array.from({ length: 2 }, () => ({ name: 'node', a: null, b: null, c: null, d: null })));
  });

  it('stops at 32 levels', () => {
    let value: unknown = 'deep';
    for (let level = 0; level < 100; level++) value = [value];
    expect(JSON.stringify(copyJson(value))).toBe(`${'['.repeat(32)}null${']'.repeat(32)}`);
  });

  it('copies what an object tells of itself, as JSON.stringify would', () => {
    class Wrapped {
      readonly secret = 'never sent';
      toJSON(): unknown {
        return { shown: [this.secret.length] };
      }
    }
    const itself = { toJSON: (): unknown => itself };
    expect(copyJson({ wrapped: new Wrapped(), url: new URL('https://example.com/'), invalid: new Date(Number.NaN), itself })).toEqual({
      wrapped: { shown: [10] },
      url: 'https://example.com/',
      invalid: null,
      itself: null,
    });
  });

  it('copies the first 10,000 fields of an object and says how many are missing', () => {
    const fields = Object.fromEntries(Array.from({ length: 10_002 }, (_, index) => [`field ${index}`, index]));
    const copy = copyJson({ map: fields, whole: Object.fromEntries(Object.entries(fields).slice(0, 10_000)) });
    const { 'field 10000': _first, 'field 10001': _second, ...copied } = fields;
    expect(copy).toEqual({ map: { ...copied, '[truncated]': '[truncated 2 fields]' }, whole: copied });
  });

  it('counts bytes instead of copying them', () => {
    expect(copyJson({ file: new Uint8Array(7) })).toEqual({ file: { byteLength: 7 } });
  });

  it('keeps a field named __proto__ a field', () => {
    const copy = copyJson(JSON.parse('{"__proto__":{"admin":true}}')) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.keys(copy)).toEqual(['__proto__']);
  });
});

test('asNumber takes finite numbers only', () => {
  expect([1, Number.NaN, Infinity, '1', null].map(asNumber)).toEqual([1, undefined, undefined, undefined, undefined]);
});

test('asErrorCode takes identifiers, HTTP statuses and codes of JSON-RPC only', () => {
  const codes = ['rate_limit', '429', '-32601', 'Try again.', '1214', '-123456', '', 429];
  expect(codes.map(asErrorCode)).toEqual(['rate_limit', '429', '-32601', ...Array(5).fill(undefined)]);
});
