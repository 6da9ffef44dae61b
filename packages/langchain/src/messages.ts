/** Messages of LangChain, which are objects of its classes, in the conventions' schema. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type Message, type MessagePart } from '@genspan/core/adapter';

const roles: Readonly<Record<string, string>> = {
  human: 'user',
  user: 'user',
  ai: 'assistant',
  assistant: 'assistant',
  system: 'system',
  developer: 'system',
  tool: 'tool',
  function: 'tool',
};

export function isMessage(value: unknown): boolean {
  const type = typeOf(asRecord(value) ?? {});
  return type !== undefined && (Object.hasOwn(roles, type) || type === 'generic') && asRecord(value)?.content !== undefined;
}

export function describeMessages(value: unknown): Message[] {
  return (asArray(value) ?? []).map(describeMessage);
}

export function describeMessage(value: unknown): Message {
  const message = asRecord(value);
  if (message === undefined) return { role: 'user', parts: describeContent(value) };
  const type = typeOf(message) ?? '';
  const role = Object.hasOwn(roles, type) ? roles[type] : (asString(message.role) ?? (type || 'user'));
  return { role: role ?? 'user', name: asString(message.name), parts: describeParts(message, role) };
}

/** Before 1.0 a message tells its type by a method only. */
function typeOf(message: JsonRecord): string | undefined {
  const type = asString(message.type);
  if (type !== undefined) return type;
  if (typeof message._getType === 'function') return asString((message as { _getType(): unknown })._getType());
  // An application may write a message as a plain object.
  return asString(message.role);
}

function describeParts(message: JsonRecord, role: string | undefined): MessagePart[] {
  if (role === 'tool') {
    return [{ type: 'tool_call_response', id: asString(message.tool_call_id), response: copyJson(message.content) }];
  }
  const calls = [...(asArray(message.tool_calls) ?? []), ...(asArray(message.invalid_tool_calls) ?? [])];
  return [...describeContent(message.content), ...calls.map(describeToolCall)];
}

function describeToolCall(value: unknown): MessagePart {
  const call = asRecord(value) ?? {};
  return { type: 'tool_call', id: asString(call.id), name: asString(call.name) ?? '', arguments: copyJson(call.args) };
}

function describeContent(content: unknown): MessagePart[] {
  if (content === null || content === undefined || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', content }];
  return (asArray(content) ?? [content]).flatMap(describeBlock);
}

function describeBlock(value: unknown): MessagePart[] {
  if (typeof value === 'string') return [{ type: 'text', content: value }];
  const block = asRecord(value) ?? {};
  const type = asString(block.type) ?? 'unknown';
  const text = asString(block.text) ?? asString(block.thinking) ?? asString(block.reasoning);
  switch (type) {
    case 'text':
    case 'text_delta':
      if (text !== undefined) return [{ type: 'text', content: text }];
      break;
    case 'thinking':
    case 'reasoning':
      if (text !== undefined) return [{ type: 'reasoning', content: text }];
      break;
    // They stand in `tool_calls` too.
    case 'tool_use':
    case 'tool_call':
    case 'tool_call_chunk':
    case 'input_json_delta':
      return [];
    case 'image_url':
    case 'image':
    case 'audio':
    case 'video':
    case 'file': {
      const media = describeMedia(type === 'image_url' ? 'image' : type, block);
      if (media !== undefined) return [media];
    }
  }
  return [describeUnknown(type, value)];
}

/** `{ image_url }`, `{ url }`, or `{ data, mime_type }` in either spelling. */
function describeMedia(kind: string, block: JsonRecord): MessagePart | undefined {
  const modality = kind === 'file' ? 'document' : kind;
  const url = asString(block.image_url) ?? asString(asRecord(block.image_url)?.url) ?? asString(block.url);
  if (url !== undefined) {
    const [header, mimeType] = /^data:([^;,]*);base64,/.exec(url.slice(0, 256)) ?? [];
    if (header === undefined) return { type: 'uri', modality, uri: url };
    return { type: 'blob', modality, mime_type: mimeType || undefined, content: url.slice(header.length) };
  }
  const content = asString(block.data);
  if (content === undefined) return undefined;
  return { type: 'blob', modality, mime_type: asString(block.mime_type) ?? asString(block.mimeType), content };
}

export function describeUnknown(type: string, value: unknown): MessagePart {
  const copy = copyJson(value);
  const record = asRecord(copy);
  return record === undefined ? { type, value: copy } : { ...record, type };
}
