/**
 * The tools and prompts that requests name. What another process sends as a name may be any text: it becomes the name of a span and a series of
 * metrics only where this process has shown, by an answer, that it has such a tool or prompt.
 */
import { asRecord, asString, type ProtocolSeam } from '@genspan/core/adapter';

const namingMethods: ReadonlySet<unknown> = new Set(['tools/call', 'prompts/get']);
const lists: Readonly<Record<string, string>> = { 'tools/list': 'tools', 'prompts/list': 'prompts' };

export const targetOf: ProtocolSeam['targetOf'] = (method, params) =>
  namingMethods.has(method) ? asName(asRecord(params)?.['name']) : undefined;

export const targetsShownBy: ProtocolSeam['targetsShownBy'] = ({ method, target }, answer) => {
  const result = asRecord(answer['result']);
  if (result === undefined || result['isError'] === true) return [];
  if (target !== undefined) return [target];
  const listed = result[lists[asString(method) ?? ''] ?? ''];
  return Array.isArray(listed) ? listed.map((item) => asName(asRecord(item)?.['name'])).filter((name) => name !== undefined) : [];
};

/** Letters and digits of any script, and what servers and frameworks put between them. */
export function asName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\p{L}\p{M}\p{N}_.:/-]{1,128}$/u.test(value) ? value : undefined;
}
