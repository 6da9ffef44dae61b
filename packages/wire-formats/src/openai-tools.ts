/** Tool definitions and tool calls, which OpenAI's formats share. */
import { asArray, asRecord, asString, copyJson, type MessagePart } from '@genspan/core/adapter';
import { isHosted, withoutCredentials } from './tool-credentials';

// Parsing happens on the caller's path; at this size it takes well under a millisecond.
const maxParsedCharacters = 65_536;

/** Arguments arrive as JSON text that a model wrote: an object where it parses, else the text. */
export function describeArguments(value: unknown): unknown {
  if (typeof value !== 'string') return copyJson(value);
  if (value.length > maxParsedCharacters || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function describeToolCall(id: unknown, name: unknown, callArguments: unknown): MessagePart {
  return { type: 'tool_call', id: asString(id), name: asString(name) ?? '', arguments: describeArguments(callArguments) };
}

/**
 * Definitions in the conventions' flat form: chat nests them under `function` or `custom`; a hosted tool has no name of its own
 * and is named by its type.
 */
export function describeTools(...lists: readonly unknown[]): readonly unknown[] | undefined {
  const tools = lists.flatMap((list) => asArray(list) ?? []);
  return tools.length > 0 ? tools.map(describeTool) : undefined;
}

function describeTool(value: unknown): unknown {
  const tool = asRecord(value);
  if (!tool) return { type: 'unknown', name: 'unknown', value: copyJson(value) };
  // Without a type: an element of the legacy `functions`.
  const type = asString(tool.type) ?? 'function';
  const nested = asRecord(tool[type]);
  const snapshot = copyJson(nested ?? tool);
  const copy = asRecord(isHosted(tool) ? withoutCredentials(snapshot) : snapshot) ?? {};
  return { ...copy, type, name: asString(copy.name) ?? type };
}
