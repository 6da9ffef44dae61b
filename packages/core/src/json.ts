/** Defensive reading of what an application or a provider sent: any value may be of any type. */
import { truncationMark } from './content/truncate';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

export function asArray(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A finite number, else `undefined`: NaN and Infinity have no JSON form and would poison sums. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

const errorCode = /^(?:[A-Za-z_][\w.:-]{0,63}|\d{3}|-\d{1,5})$/;

/** A short identifier, an HTTP status or a JSON-RPC code; a sentence, or a number of many digits, is no code of an error. */
export function asErrorCode(value: unknown): string | undefined {
  return typeof value === 'string' && errorCode.test(value) ? value : undefined;
}

/** Texts one after the other, or `undefined` when there is none. */
export function joinText(texts: readonly (string | undefined)[], separator = ''): string | undefined {
  const present = texts.filter((text) => text !== undefined);
  return present.length > 0 ? present.join(separator) : undefined;
}

const maxCopyDepth = 32;
/** An object of a million fields takes half a second to copy, on the caller's path. */
const maxCopyFields = 10_000;

/**
 * Snapshot of a JSON-like value: containers are copied, strings shared. What has no JSON form is left out as `JSON.stringify`
 * would, cycles and values nested deeper than 32 levels become `null`, bytes become their count. Of an object's fields beyond 10,000 one
 * field `[truncated]` tells how many there are.
 */
export function copyJson(value: unknown): unknown {
  return copyWithin(value, []);
}

/** `ancestors`: the containers that `value` lies in. Without them a cycle through two fields would be walked 2^32 times. */
function copyWithin(value: unknown, ancestors: unknown[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return value.toString();
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null || ancestors.length >= maxCopyDepth || ancestors.includes(value)) return null;
  if (ArrayBuffer.isView(value)) return { byteLength: value.byteLength };
  ancestors.push(value);
  const copy = copyContainer(value, ancestors);
  ancestors.pop();
  return copy;
}

function copyContainer(value: object, ancestors: unknown[]): unknown {
  const { toJSON } = value as { readonly toJSON?: unknown };
  // What an object does not tell of itself, such as the secret it wraps, is not sent to the provider either.
  if (typeof toJSON === 'function') return copyWithin(toJSON.call(value), ancestors);
  if (Array.isArray(value)) return value.map((item) => copyWithin(item, ancestors) ?? null);
  return copyFields(value as Readonly<Record<string, unknown>>, ancestors);
}

function copyFields(fields: Readonly<Record<string, unknown>>, ancestors: unknown[]): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  const keys = Object.keys(fields);
  const missing = keys.length - maxCopyFields;
  for (const key of missing > 0 ? keys.slice(0, maxCopyFields) : keys) {
    const item = copyWithin(fields[key], ancestors);
    if (item === undefined) continue;
    // A plain assignment to `__proto__` would set the copy's prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: item, enumerable: true, writable: true, configurable: true });
    else copy[key] = item;
  }
  if (missing > 0) copy['[truncated]'] = truncationMark(missing, 'field');
  return copy;
}
