/** Hosted tools are given credentials of the application's. Those are no content: they leave in no capture mode, and change with no prompt. */
import { asArray, asRecord, asString, copyJson } from './json';

const credentialFields: ReadonlySet<string> = new Set([
  ...['authorization', 'authorization_token', 'headers', 'domain_secrets'],
  // Gemini's.
  ...['authConfig', 'apiAuth', 'apiKey'],
]);

/** Tool definitions as a prompt is known by; `undefined` without any. */
export function identifyTools(tools: unknown): unknown {
  return asArray(tools)?.map((tool) => (isHosted(tool) ? withoutCredentials(copyJson(tool)) : tool)) ?? tools ?? undefined;
}

/** A function's parameters may be named like credentials, and are none. */
export function isHosted(tool: unknown): boolean {
  const type = asString(asRecord(tool)?.type) ?? 'function';
  return type !== 'function' && type !== 'custom';
}

/** `copy` is a snapshot, as `copyJson` makes it. */
export function withoutCredentials(copy: unknown): unknown {
  if (Array.isArray(copy)) return copy.map(withoutCredentials);
  const record = asRecord(copy);
  if (record === undefined) return copy;
  const fields = Object.entries(record).filter(([name]) => !credentialFields.has(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutCredentials(field)]));
}

/** A definition as content: a snapshot. */
export function copyTool(tool: unknown): unknown {
  const copy = copyJson(tool);
  return isHosted(tool) ? withoutCredentials(copy) : copy;
}
