/** Images, sound and documents are never kept: their type, size and digest stand for them. */
import { Digest } from './hash';
import type { Steps } from './steps';

export interface MediaSummary {
  readonly byte_length: number;
  /** Of the bytes, so that it is the one that `sha256sum` prints for the file. */
  readonly digest: string;
}

/** A multiple of 4: each piece of base64 then decodes for itself. */
const stepCharacters = 65_536;

export function* summarizeMedia(base64: string, hashKey: string | undefined): Steps<MediaSummary> {
  const digest = new Digest(hashKey);
  let byteLength = 0;
  for (let start = 0; start < base64.length; start += stepCharacters) {
    if (start > 0) yield;
    const bytes = Buffer.from(base64.slice(start, start + stepCharacters), 'base64');
    byteLength += bytes.length;
    digest.addBytes(bytes);
  }
  return { byte_length: byteLength, digest: digest.end() };
}

export interface DataUri {
  readonly mimeType: string;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

const header = /data:([\w.+-]{1,60}\/[\w.+-]{1,80})?(?:;[\w.+-]{1,40}=[\w.+"-]{0,80}){0,4};base64,/gi;
const base64Run = /[A-Za-z0-9+/_=-]*/y;

/** What the pattern can match at most, with some to spare. */
const maxHeaderCharacters = 1024;

/** The first base64 data URI that starts in `[from, to)`. */
export function findDataUri(text: string, from: number, to: number): DataUri | undefined {
  header.lastIndex = 0;
  const match = header.exec(text.slice(from, to + maxHeaderCharacters));
  if (match === null || match.index >= to - from) return undefined;
  const start = from + match.index;
  const contentStart = start + match[0].length;
  base64Run.lastIndex = contentStart;
  base64Run.test(text);
  return { mimeType: match[1] ?? 'unknown type', start, contentStart, end: base64Run.lastIndex };
}

/** Shorter ones are words, identifiers or keys, which the redactor judges. */
const minBareBase64 = 1024;

/**
 * Replaces media inside a text: data URIs, and a text that is nothing but base64. What lies behind `maxCharacters` of the answer is
 * not looked at: it is cut away anyhow.
 */
export function* replaceMedia(text: string, hashKey: string | undefined, maxCharacters: number): Steps<string> {
  if (isBareBase64(text)) return yield* describeMedia('unknown type', text, hashKey);
  let replaced = '';
  let position = 0;
  for (;;) {
    const uri = findDataUri(text, position, position + Math.max(0, maxCharacters - replaced.length));
    if (uri === undefined) break;
    replaced += text.slice(position, uri.start);
    replaced += yield* describeMedia(uri.mimeType, text.slice(uri.contentStart, uri.end), hashKey);
    position = uri.end;
    yield;
  }
  return yield* replaceRuns(position === 0 ? text : replaced + text.slice(position), hashKey, maxCharacters);
}

/** Where a run of base64 begins that is as long as media: tools answer it inside JSON. */
const longRun = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{1024}/g;

function* replaceRuns(text: string, hashKey: string | undefined, maxCharacters: number): Steps<string> {
  if (text.length < minBareBase64) return text;
  // One that begins where the rest is cut away is found as well.
  const searched = text.slice(0, maxCharacters + minBareBase64);
  let replaced = '';
  let position = 0;
  for (const { 0: start, index } of searched.matchAll(longRun)) {
    if (index < position || !looksRandom(start)) continue;
    base64Run.lastIndex = index;
    base64Run.test(text);
    const end = base64Run.lastIndex;
    replaced += text.slice(position, index) + (yield* describeMedia('unknown type', text.slice(index, end), hashKey));
    position = end;
    yield;
  }
  return position === 0 ? text : replaced + text.slice(position);
}

/** Bytes make a mixture of everything within a few characters; a repeated letter is not media. */
function looksRandom(base64: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(base64.slice(0, 256)));
}

export function* describeMedia(mimeType: string, base64: string, hashKey: string | undefined): Steps<string> {
  const { byte_length, digest } = yield* summarizeMedia(base64, hashKey);
  return `[${mimeType}, ${byte_length} bytes, ${digest}]`;
}

function isBareBase64(text: string): boolean {
  if (text.length < minBareBase64) return false;
  return looksRandom(text) && isBase64(text);
}

/** Fields that hold the base64 of media where its type, or the word for base64, stands beside them. */
const mediaFields = ['data', 'blob', 'base64', 'bytes', 'file_data'] as const;
const typeFields = ['mimeType', 'mime_type', 'mediaType', 'media_type', 'format', 'filename'] as const;
const encodings: ReadonlySet<unknown> = new Set(['base64', 'blob', 'data']);
/** Shorter ones may be words, and hold no media. */
const minFieldBase64 = 16;
/** These say it by themselves: Nova writes the type a level above. */
const tellingFields: ReadonlySet<string> = new Set(['base64', 'bytes']);

export interface MediaField {
  readonly field: string;
  readonly mimeType: string;
  readonly base64: string;
}

/** Of `{ mimeType, data }` and its like, as protocols and SDKs write media inside results of tools, and of the conventions' blob inside them. */
export function findMediaField(record: Readonly<Record<string, unknown>>): MediaField | undefined {
  const field =
    record['type'] === 'blob' && typeof record['content'] === 'string'
      ? 'content'
      : mediaFields.find((name) => typeof record[name] === 'string');
  if (field === undefined) return undefined;
  const base64 = record[field] as string;
  const typeField = typeFields.find((name) => typeof record[name] === 'string');
  if (typeField === undefined && !tellingFields.has(field) && !encodings.has(record['type'])) return undefined;
  if (base64.length < minFieldBase64 || !isBase64(base64)) return undefined;
  const mimeType = typeField === undefined ? undefined : (record[typeField] as string);
  return { field, mimeType: mimeType !== undefined && mimeTypeShape.test(mimeType) ? mimeType : 'unknown type', base64 };
}

const mimeTypeShape = /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/;

function isBase64(text: string): boolean {
  base64Run.lastIndex = 0;
  base64Run.test(text);
  return base64Run.lastIndex === text.length;
}
