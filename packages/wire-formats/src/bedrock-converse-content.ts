/** Messages and tools of Converse in the conventions' schema. A block is a record with one field, which tells its kind. */
import {
  asArray,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type JsonRecord,
  type Message,
  type MessagePart,
} from '@genspan/core/adapter';

/** Tool results hold blocks; what lies deeper than this is copied as it is. */
const maxNesting = 4;

export function describeConverseInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const instructions = describeBlocks(request.system);
  const messages = (asArray(request.messages) ?? []).flatMap(describeMessage);
  const tools = (asArray(asRecord(request.toolConfig)?.tools) ?? []).flatMap(describeTool);
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    messages: messages.length > 0 ? messages : undefined,
    tools: tools.length > 0 ? tools : undefined,
  };
}

function describeMessage(value: unknown): Message[] {
  const message = asRecord(value);
  if (message === undefined) return [];
  const parts = describeBlocks(message.content);
  // Bedrock takes tool results as a user message; the conventions have a role for them.
  const isToolMessage = parts.length > 0 && parts.every((part) => part.type === 'tool_call_response');
  return [{ role: isToolMessage ? 'tool' : (asString(message.role) ?? 'user'), parts }];
}

function describeTool(value: unknown): unknown[] {
  const tool = asRecord(value);
  const spec = asRecord(tool?.toolSpec);
  if (spec !== undefined) {
    const { inputSchema, ...rest } = asRecord(copyJson(spec)) ?? {};
    return [{ type: 'function', ...rest, parameters: asRecord(inputSchema)?.json }];
  }
  // A mark of where the cache ends defines nothing.
  if (tool === undefined || tool.cachePoint !== undefined) return [];
  const [type = 'unknown', definition] = memberOf(tool);
  return [{ ...asRecord(copyJson(definition)), type, name: asString(asRecord(definition)?.name) ?? type }];
}

export function describeBlocks(content: unknown, nesting = 0): MessagePart[] {
  return (asArray(content) ?? []).flatMap((block) => describeBlock(block, nesting));
}

function describeBlock(value: unknown, nesting: number): MessagePart[] {
  const block = asRecord(value);
  if (block === undefined) return [];
  const [type, content] = memberOf(block);
  switch (type) {
    case undefined:
    case 'cachePoint':
      return [];
    case 'text':
      return typeof content === 'string' ? [{ type, content }] : [genericPart(type, content)];
    case 'json':
      return [{ type, json: copyJson(content) }];
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
      return [mediaPart(type, asRecord(content)) ?? genericPart(type, content)];
    case 'toolUse':
      return [describeToolUse(asRecord(content) ?? {})];
    case 'toolResult':
      return [describeToolResult(asRecord(content) ?? {}, nesting)];
    case 'guardContent':
      return nesting < maxNesting ? describeGuarded(asRecord(content), nesting) : [genericPart(type, content)];
    case 'reasoningContent':
      return [describeReasoning(asRecord(content))];
    case 'citationsContent':
      return describeCited(content, nesting);
    default:
      return [genericPart(type, content)];
  }
}

/** The one field that is set; what the SDK does not know is `$unknown: [name, value]`. */
function memberOf(block: JsonRecord): readonly [type: string | undefined, content: unknown] {
  const type = Object.keys(block).find((key) => block[key] !== undefined);
  const unknown = type === '$unknown' ? asArray(block.$unknown) : undefined;
  return unknown === undefined ? [type, type === undefined ? undefined : block[type]] : [asString(unknown[0]) ?? 'unknown', unknown[1]];
}

function genericPart(type: string, content: unknown): MessagePart {
  const copy = copyJson(content);
  return { ...(asRecord(copy) ?? { value: copy }), type };
}

function describeToolUse(use: JsonRecord): MessagePart {
  const name = asString(use.name) ?? 'unknown';
  const id = asString(use.toolUseId);
  if (use.type !== 'server_tool_use') return { type: 'tool_call', id, name, arguments: copyJson(use.input) };
  return { type: 'server_tool_call', id, name, server_tool_call: { type: name, input: copyJson(use.input) } };
}

function describeToolResult(result: JsonRecord, nesting: number): MessagePart {
  const response = nesting < maxNesting ? describeBlocks(result.content, nesting + 1) : (copyJson(result.content) ?? null);
  return {
    type: 'tool_call_response',
    id: asString(result.toolUseId),
    response,
    ...(result.status === 'error' && { is_error: true }),
  };
}

/** What a guardrail looks at: as the text or the image that it is. */
function describeGuarded(content: JsonRecord | undefined, nesting: number): MessagePart[] {
  const text = asString(asRecord(content?.text)?.text);
  return describeBlocks([text === undefined ? content : { text }], nesting + 1);
}

/** `redactedContent` is ciphertext for the provider. */
function describeReasoning(content: JsonRecord | undefined): MessagePart {
  const text = asString(asRecord(content?.reasoningText)?.text);
  return text === undefined ? { type: 'redacted_reasoning' } : { type: 'reasoning', content: text };
}

function describeCited(content: unknown, nesting: number): MessagePart[] {
  const cited = asRecord(content);
  const citations = asArray(copyJson(cited?.citations));
  const parts = nesting < maxNesting ? describeBlocks(cited?.content, nesting + 1) : [];
  return citations === undefined ? parts : [...parts, { type: 'citations', citations }];
}

const documentTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/markdown',
};

function mediaPart(modality: string, block: JsonRecord | undefined): MessagePart | undefined {
  const source = asRecord(block?.source);
  const format = asString(block?.format);
  const mime_type = format === undefined ? undefined : modality === 'document' ? documentTypes[format] : `${modality}/${format}`;
  const uri = asString(asRecord(source?.s3Location)?.uri);
  if (uri !== undefined) return { type: 'uri', modality, mime_type, uri };
  const content = asBase64(source?.bytes);
  return content === undefined ? undefined : { type: 'blob', modality, mime_type, content };
}

/** Converse takes bytes; Nova's own format, which InvokeModel takes, their base64. */
function asBase64(bytes: unknown): string | undefined {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('base64') : asString(bytes);
}
