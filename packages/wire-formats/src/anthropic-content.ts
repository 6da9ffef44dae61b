/** Content blocks of Anthropic messages as message parts of the conventions. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type MessagePart } from '@genspan/core/adapter';

/** Tool results hold blocks, which may hold blocks; what lies deeper than this is copied as it is. */
const maxNesting = 4;

export function describeParts(content: unknown, nesting = 0): MessagePart[] {
  if (typeof content === 'string') return [{ type: 'text', content }];
  return (asArray(content) ?? []).map((block) => describePart(block, nesting)).filter((part) => part !== undefined);
}

function describePart(value: unknown, nesting: number): MessagePart | undefined {
  if (typeof value === 'string') return { type: 'text', content: value };
  const block = asRecord(value);
  if (block === undefined) return undefined;
  const type = asString(block.type) ?? 'unknown';
  switch (type) {
    case 'text':
      return typeof block.text === 'string' ? { type, content: block.text } : genericPart(type, block);
    case 'thinking':
      return typeof block.thinking === 'string' ? { type: 'reasoning', content: block.thinking } : genericPart(type, block);
    case 'redacted_thinking':
      // Its `data` is ciphertext for the provider.
      return { type };
    case 'compaction':
      return { type, content: asString(block.content) };
    case 'image':
    case 'document':
      return mediaPart(type, block) ?? genericPart(type, block);
    case 'tool_use':
      return { type: 'tool_call', id: asString(block.id), name: asString(block.name) ?? type, arguments: copyJson(block.input) };
    case 'tool_result':
      return {
        type: 'tool_call_response',
        id: asString(block.tool_use_id),
        response: describeToolResult(block.content, nesting),
        ...failed(block),
      };
    case 'server_tool_use':
      return serverToolCall(block, { type: asString(block.name) ?? type });
    case 'mcp_tool_use':
      return serverToolCall(block, { type: 'mcp', server_name: asString(block.server_name) });
    case 'mcp_tool_result':
      return serverToolResponse(block, { type: 'mcp', ...failed(block) });
    default: {
      const [, tool] = /^(.+)_tool_result$/.exec(type) ?? [];
      return tool === undefined ? genericPart(type, block) : serverToolResponse(block, { type: tool });
    }
  }
}

function describeToolResult(content: unknown, nesting: number): unknown {
  if (typeof content === 'string') return content;
  return Array.isArray(content) && nesting < maxNesting ? describeParts(content, nesting + 1) : (copyReadable(content) ?? null);
}

function failed(block: JsonRecord): { readonly is_error?: true } {
  return block.is_error === true ? { is_error: true } : {};
}

function serverToolCall(block: JsonRecord, call: JsonRecord): MessagePart {
  return {
    type: 'server_tool_call',
    id: asString(block.id),
    name: asString(block.name) ?? 'unknown',
    server_tool_call: { ...call, input: copyJson(block.input) },
  };
}

function serverToolResponse(block: JsonRecord, response: JsonRecord): MessagePart {
  return {
    type: 'server_tool_call_response',
    id: asString(block.tool_use_id),
    server_tool_call_response: { ...response, content: copyReadable(block.content) },
  };
}

function mediaPart(modality: string, block: JsonRecord): MessagePart | undefined {
  const source = asRecord(block.source);
  const mime_type = asString(source?.media_type);
  if (source?.type === 'base64' && typeof source.data === 'string') return { type: 'blob', modality, mime_type, content: source.data };
  if (source?.type === 'url' && typeof source.url === 'string') return { type: 'uri', modality, mime_type, uri: source.url };
  if (source?.type === 'file' && typeof source.file_id === 'string') return { type: 'file', modality, mime_type, file_id: source.file_id };
  return undefined;
}

function genericPart(type: string, block: JsonRecord): MessagePart {
  return { ...(copyReadable(block) as JsonRecord), type };
}

/** A snapshot without ciphertext, and with media as parts of their own: only there are they replaced by their digest. */
export function copyReadable(value: unknown): unknown {
  return withoutCiphertext(copyJson(value));
}

function withoutCiphertext(copy: unknown): unknown {
  if (Array.isArray(copy)) return copy.map(withoutCiphertext);
  const record = asRecord(copy);
  if (record === undefined) return copy;
  const media = record.type === 'image' || record.type === 'document' ? mediaPart(record.type, record) : undefined;
  if (media !== undefined) return media;
  const entries = Object.entries(record).filter(([key]) => !key.startsWith('encrypted_'));
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutCiphertext(item)]));
}
