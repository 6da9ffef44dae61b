import { createHash } from 'node:crypto';
import { findMediaField, replaceMedia, summarizeMedia } from './media';
import { runSteps } from './steps';

const bytes = Buffer.from(Array.from({ length: 100_000 }, (_unused, index) => (index * 7) % 256));
const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const base64 = bytes.toString('base64');

test('media is its number of bytes and the digest of its bytes', () => {
  expect(runSteps(summarizeMedia(base64, undefined))).toEqual({ byte_length: 100_000, digest });
});

test('a data URI in a text is replaced by type, size and digest, the text around it stays', () => {
  const text = `before ![a](data:image/png;base64,${base64}) after`;
  expect(runSteps(replaceMedia(text, undefined, 1_000_000))).toBe(`before ![a]([image/png, 100000 bytes, ${digest}]) after`);
});

test('several data URIs, with parameters and without a type, are all replaced', () => {
  const text = 'data:audio/wav;rate=8000;base64,AAAA data:;base64,AAAA';
  const replaced = runSteps(replaceMedia(text, undefined, 1_000_000));
  expect(replaced).toMatch(/^\[audio\/wav, 3 bytes, sha256:\w{64}\] \[unknown type, 3 bytes, sha256:\w{64}\]$/);
});

test('a text that is nothing but base64 is media', () => {
  expect(runSteps(replaceMedia(base64, undefined, 1_000_000))).toBe(`[unknown type, 100000 bytes, ${digest}]`);
});

test('long base64 inside a text is media, as in the JSON of a result', () => {
  const text = `{"image":"${base64}","note":"x","again":"${base64}"}`;
  const media = `[unknown type, 100000 bytes, ${digest}]`;
  expect(runSteps(replaceMedia(text, undefined, 1_000_000))).toBe(`{"image":"${media}","note":"x","again":"${media}"}`);
  expect(runSteps(replaceMedia(`a=${base64}=${base64};`, undefined, 1_000_000))).toMatch(/^a=\[unknown type, \d+ bytes, sha256:\w{64}\];$/);
  expect(runSteps(replaceMedia(text, undefined, 15))).toContain(`{"image":"${media}`);
});

test.each(['data: none of it', 'data:text/plain,hello', 'QUJD', 'a word '.repeat(500), 'x'.repeat(2000)])('leaves alone: %.30s', (text) => {
  expect(runSteps(replaceMedia(text, undefined, 1_000_000))).toBe(text);
});

test('media is looked for in what is kept, and only there', () => {
  const uri = 'data:a/b;base64,AAAA ';
  const count = 100;
  const replaced = runSteps(replaceMedia(uri.repeat(count), undefined, 1_000));
  const summary = /^\[a\/b, 3 bytes, sha256:\w{64}\] /.exec(replaced)?.[0] ?? '';
  const seen = Math.ceil(1_000 / summary.length);
  expect(replaced).toBe(summary.repeat(seen) + uri.repeat(count - seen));
});

test('a data URI that begins where the rest is cut away is replaced', () => {
  const before = 'x '.repeat(499);
  const replaced = runSteps(replaceMedia(`${before}data:image/png;base64,${base64}`, undefined, 1_000));
  expect(replaced).toBe(`${before}[image/png, 100000 bytes, ${digest}]`);
});

const short = Buffer.from('a short picture').toString('base64');

test.each([
  [
    { type: 'image', data: short, mimeType: 'image/png' },
    { field: 'data', mimeType: 'image/png' },
  ],
  [
    { uri: 'file:///a', blob: short, mimeType: 'application/pdf' },
    { field: 'blob', mimeType: 'application/pdf' },
  ],
  [
    { type: 'base64', data: short },
    { field: 'data', mimeType: 'unknown type' },
  ],
  [
    { type: 'blob', modality: 'image', content: short },
    { field: 'content', mimeType: 'unknown type' },
  ],
  [{ bytes: short }, { field: 'bytes', mimeType: 'unknown type' }],
  [
    { data: short, format: 'wav' },
    { field: 'data', mimeType: 'unknown type' },
  ],
  [
    { filename: 'a.pdf', file_data: short },
    { field: 'file_data', mimeType: 'unknown type' },
  ],
])('the base64 beside its type is media, however short: %j', (record, expected) => {
  expect(findMediaField(record)).toEqual({ ...expected, base64: short });
});

test.each([
  { data: short },
  { data: 'words, and more of them', format: 'text' },
  { data: 'json', format: 'json' },
  { type: 'data', data: 7 },
])('is no media: %j', (record) => expect(findMediaField(record)).toBeUndefined());
