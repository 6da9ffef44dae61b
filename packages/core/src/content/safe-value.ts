/** Makes one value of a message safe: media replaced, secrets masked, the rest shortened to the budget, in that order. */
import type { AsyncRedactor } from './async-redactor';
import { asRecord } from '../json';
import { describeMedia, findMediaField, replaceMedia } from './media';
import type { Redactor } from './redact/redactor';
import { runSteps, type Steps } from './steps';
import { truncationMark, wholeCharacters, type Budget } from './truncate';

export interface Filter {
  /** Absent in the mode `full`. */
  readonly redactor: Redactor | undefined;
  readonly asyncRedactor: AsyncRedactor | undefined;
  readonly hashKey: string | undefined;
  readonly budget: Budget;
}

/** What a number, a boolean or a container costs of the budget: long lists of them are cut as long texts are. */
const scalarCharacters = 8;

/**
 * Keys are made safe as well: a map may be keyed by e-mail addresses. Two that become the same are told apart by a number.
 * `key`: the name of the field that holds the value; it tells what the value is: `{ "password": "..." }`.
 */
export function* makeSafe(value: unknown, key: string, filter: Filter): Steps<unknown> {
  if (typeof value === 'string') return yield* makeTextSafe(value, key, filter);
  if (Array.isArray(value)) return yield* makeListSafe(value, key, filter);
  const record = asRecord(value);
  if (record !== undefined) return yield* makeRecordSafe(record, filter);
  filter.budget.take(scalarCharacters);
  return typeof value === 'number' ? makeNumberSafe(value, key, filter.redactor) : value;
}

export function* makeTextSafe(original: string, key: string, { redactor, asyncRedactor, hashKey, budget }: Filter): Steps<string> {
  if (original === '') return original;
  if (redactor !== undefined && namesPassword.test(key)) return '[PASSWORD]';
  const text = yield* replaceMedia(original, hashKey, budget.available);
  const allowed = wholeCharacters(text, budget.take(text.length));
  if (allowed === 0) return truncationMark(text.length, 'character');
  let safe: string;
  if (redactor === undefined) {
    safe = text.slice(0, allowed);
  } else {
    const context = contextOf(key);
    safe = yield* redactor.redactInSteps(context + text, context.length, allowed);
    if (asyncRedactor !== undefined) safe = (yield asyncRedactor(safe)) ?? '';
  }
  yield;
  return allowed < text.length ? safe + truncationMark(text.length - allowed, 'character') : safe;
}

function* makeListSafe(list: readonly unknown[], key: string, filter: Filter): Steps<unknown[]> {
  const safe: unknown[] = [];
  for (const [index, item] of list.entries()) {
    if (filter.budget.take(scalarCharacters) === 0) {
      safe.push(truncationMark(list.length - index, 'item'));
      break;
    }
    safe.push(yield* makeSafe(item, key, filter));
  }
  return safe;
}

function* makeRecordSafe(record: Readonly<Record<string, unknown>>, filter: Filter): Steps<Record<string, unknown>> {
  const safe = new Map<string, unknown>();
  const entries = Object.entries(yield* withoutMedia(record, filter));
  for (const [index, [key, item]] of entries.entries()) {
    if (item === undefined) continue;
    if (filter.budget.take(key.length + scalarCharacters) < key.length + scalarCharacters) {
      safe.set('[truncated]', truncationMark(entries.length - index, 'field'));
      break;
    }
    safe.set(makeKeySafe(key, safe, filter.redactor), yield* makeSafe(item, key, filter));
  }
  return Object.fromEntries(safe);
}

export function* withoutMedia<Fields extends Readonly<Record<string, unknown>>>(record: Fields, { hashKey }: Filter): Steps<Fields> {
  const media = findMediaField(record);
  return media === undefined ? record : { ...record, [media.field]: yield* describeMedia(media.mimeType, media.base64, hashKey) };
}

/** Letters and underscores alone are the name of a field, and no secret looks like one. */
const fieldName = /^[A-Za-z_]{1,40}$/;

/** `taken`: the keys beside it, which may have become the same. */
export function makeKeySafe(key: string, taken: ReadonlyMap<string, unknown>, redactor: Redactor | undefined): string {
  return redactor === undefined || fieldName.test(key) ? key : distinct(redactor.redact(key), taken);
}

function distinct(key: string, taken: ReadonlyMap<string, unknown>): string {
  let name = key;
  for (let count = taken.size + 1; taken.has(name); count++) name = `${key} ${count}`;
  return name;
}

/** Card, phone and social security numbers are sent as numbers too. */
function makeNumberSafe(value: number, key: string, redactor: Redactor | undefined): unknown {
  if (redactor === undefined) return value;
  if (namesPassword.test(key)) return '[PASSWORD]';
  if (!(Math.abs(value) >= 1e6)) return value;
  const context = contextOf(key);
  const safe = runSteps(redactor.redactInSteps(`${context}${value}`, context.length, Infinity));
  return safe === String(value) ? value : safe;
}

/** A field of this name holds a password, however little it looks like one. */
const namesPassword = /^(?:password|passwd|pwd|passphrase|passcode)$/i;

/** Names that tell the rules what the value is. For any other the rules judge the value alone, which saves a copy of it. */
const tellingKey =
  /pass|pwd|secret|token|key|auth|credential|phone|tel|mobile|cell|fax|whatsapp|sms|ssn|social|card|visa|amex|\bip\b|host|addr/i;

function contextOf(key: string): string {
  return key.length <= 64 && tellingKey.test(key) ? `"${key}": "` : '';
}
