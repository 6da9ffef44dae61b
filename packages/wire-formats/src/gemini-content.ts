/** Gemini's contents and parts as messages and parts of the conventions. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type Message, type MessagePart } from '@genspan/core/adapter';

/**
 * Contents as the SDKs take them: one text, part or content, or a list of these. Parts that stand for themselves are the user's, those that
 * follow one another are one message.
 */
export function describeContents(value: unknown): Message[] {
  const messages: Message[] = [];
  let loose: unknown[] = [];
  const close = (): void => {
    const parts = describeParts(loose);
    if (parts.length > 0) messages.push({ role: roleOf('user', parts), parts });
    loose = [];
  };
  for (const item of asArray(value) ?? [value]) {
    const content = asRecord(item);
    if (content === undefined || !('parts' in content)) {
      loose.push(item);
      continue;
    }
    close();
    const parts = describeParts(content.parts);
    messages.push({ role: roleOf(content.role, parts), parts });
  }
  close();
  return messages;
}

/** Tool results are the user's in Gemini's words; the conventions have a role for them. */
function roleOf(value: unknown, parts: readonly MessagePart[]): string {
  const role = asString(value) ?? 'user';
  if (role === 'model') return 'assistant';
  const isToolMessage = parts.length > 0 && parts.every((part) => part.type === 'tool_call_response');
  return role === 'function' || isToolMessage ? 'tool' : role;
}

/** One text or part, or a list of these. */
export function describeParts(value: unknown): MessagePart[] {
  return (asArray(value) ?? [value]).flatMap(describePart);
}

function describePart(value: unknown): MessagePart[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string') return [{ type: 'text', content: value }];
  const part = asRecord(value);
  if (part === undefined) return [{ type: 'unknown', value: copyJson(value) }];
  const text = asString(part.text);
  // A signature may come in a part of its own, with an empty text.
  if (text !== undefined) return text === '' ? [] : [{ type: part.thought === true ? 'reasoning' : 'text', content: text }];
  return [describeKnownPart(part) ?? describeUnknownPart(part)];
}

/** `undefined` for a kind nobody has seen yet, and for a known one without its fields. */
function describeKnownPart(part: JsonRecord): MessagePart | undefined {
  const call = asRecord(part.functionCall);
  if (call) return { type: 'tool_call', id: asString(call.id), name: asString(call.name) ?? 'unknown', arguments: describeArguments(call) };
  const result = asRecord(part.functionResponse);
  if (result) return { type: 'tool_call_response', id: asString(result.id), response: copyJson(result.response) ?? null };
  const bytes = asRecord(part.inlineData);
  if (bytes) return mediaPart(bytes.data, undefined, bytes.mimeType);
  const file = asRecord(part.fileData);
  if (file) return mediaPart(undefined, file.fileUri, file.mimeType);
  const code = asRecord(part.executableCode);
  if (code) {
    return { type: 'server_tool_call', name: 'code_execution', server_tool_call: { type: 'code_execution', ...copyFields(code) } };
  }
  const output = asRecord(part.codeExecutionResult);
  if (output) return { type: 'server_tool_call_response', server_tool_call_response: { type: 'code_execution', ...copyFields(output) } };
  return undefined;
}

/** Where arguments are streamed (Vertex AI), they come in pieces, each with the path that it belongs to. */
function describeArguments(call: JsonRecord): unknown {
  const pieces = asArray(call.partialArgs);
  return copyJson(pieces !== undefined && call.args === undefined ? { partialArgs: pieces } : call.args);
}

/** Bytes as base64, or an address; `undefined` without either. */
export function mediaPart(data: unknown, uri: unknown, mimeType: unknown): MessagePart | undefined {
  const mime_type = asString(mimeType);
  const modality = modalityOf(mime_type);
  if (typeof data === 'string') return { type: 'blob', modality, mime_type, content: data };
  return typeof uri === 'string' ? { type: 'uri', modality, mime_type, uri } : undefined;
}

function modalityOf(mimeType: string | undefined): string {
  const kind = /^(image|audio|video)\//.exec(mimeType ?? '')?.[1];
  return kind ?? 'document';
}

/** Signatures are opaque bytes for the provider itself. */
function describeUnknownPart(part: JsonRecord): MessagePart {
  const fields = copyFields(part);
  delete fields['thoughtSignature'];
  const type = Object.keys(fields)[0] ?? 'unknown';
  return { ...fields, type };
}

function copyFields(record: JsonRecord): Record<string, unknown> {
  return { ...asRecord(copyJson(record)) };
}
