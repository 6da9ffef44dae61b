/** Steps and contents of interactions as messages and parts of the conventions. `@google/genai` 1 has contents only, in turns. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type Message, type MessagePart } from '@genspan/core/adapter';

export function describeInteractionInput(value: unknown): Message[] {
  const messages: Message[] = [];
  for (const item of asArray(value) ?? [value]) {
    const parts = describeStep(item);
    if (parts.length === 0) continue;
    const role = roleOf(asRecord(item) ?? {});
    const last = messages.at(-1);
    // A call, a thought and a text of one answer are steps that follow one another.
    if (last?.role === role && asRecord(item)?.role === undefined)
      messages[messages.length - 1] = { role, parts: [...last.parts, ...parts] };
    else messages.push({ role, parts });
  }
  return messages;
}

function roleOf(step: JsonRecord): string {
  const role = asString(step.role);
  if (role !== undefined) return role === 'model' ? 'assistant' : role;
  const type = asString(step.type) ?? '';
  if (type === 'function_result') return 'tool';
  return type === 'model_output' || type === 'thought' || type.endsWith('_call') || type.endsWith('_result') ? 'assistant' : 'user';
}

/** A text, a content, a step with contents, or a turn. */
export function describeStep(value: unknown): MessagePart[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') return [{ type: 'text', content: value }];
  const step = asRecord(value);
  if (step === undefined) return [{ type: 'unknown', value: copyJson(value) }];
  const type = asString(step.type) ?? 'turn';
  if (type === 'user_input' || type === 'model_output' || type === 'turn') return describeContents(step.content);
  if (type === 'thought') return describeThought(step);
  return [describeContent(type, step)];
}

function describeContents(value: unknown): MessagePart[] {
  return (asArray(value) ?? [value]).flatMap((item) => (asRecord(item)?.type === 'turn' ? [] : describeStep(item)));
}

/** What is not summarised is a signature for the provider itself. */
function describeThought({ summary }: JsonRecord): MessagePart[] {
  const texts = (asArray(summary) ?? []).flatMap((item) => asString(asRecord(item)?.text) ?? []);
  return texts.map((content) => ({ type: 'reasoning', content }));
}

function describeContent(type: string, step: JsonRecord): MessagePart {
  const { type: _type, signature: _signature, ...rest } = step;
  const fields = asRecord(copyJson(rest)) ?? {};
  switch (type) {
    case 'text':
      return typeof step.text === 'string' ? { type, content: step.text } : { ...fields, type };
    case 'image':
    case 'audio':
    case 'video':
    case 'document':
      return describeMedia(type, step) ?? { ...fields, type };
    case 'function_call':
      return { type: 'tool_call', id: asString(step.id), name: asString(step.name) ?? 'unknown', arguments: fields.arguments };
    case 'function_result':
      return { type: 'tool_call_response', id: asString(step.call_id), response: fields.result ?? null };
    default:
      return describeServerTool(type, fields);
  }
}

function describeMedia(modality: string, { data, uri, mime_type: mimeType }: JsonRecord): MessagePart | undefined {
  const mime_type = asString(mimeType);
  if (typeof data === 'string') return { type: 'blob', modality, mime_type, content: data };
  return typeof uri === 'string' ? { type: 'uri', modality, mime_type, uri } : undefined;
}

/** Tools that the provider runs: `google_search_call` and `google_search_result`. */
function describeServerTool(type: string, fields: JsonRecord): MessagePart {
  const [, name = type, kind] = /^(.+)_(call|result)$/.exec(type) ?? [];
  if (kind === undefined) return { ...fields, type };
  const told = { ...fields, type: name };
  return kind === 'call'
    ? { type: 'server_tool_call', id: asString(fields.id), name, server_tool_call: told }
    : { type: 'server_tool_call_response', id: asString(fields.call_id), server_tool_call_response: told };
}
