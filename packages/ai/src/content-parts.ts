/** Parts of messages, of prompts and of answers alike, in the words of all majors of the AI SDK, as parts of the conventions. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type MessagePart } from '@genspan/core/adapter';

/** A text, or a list of parts. */
export function describeParts(content: unknown): MessagePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', content }];
  return (asArray(content) ?? []).map(describePart);
}

function describePart(value: unknown): MessagePart {
  if (typeof value === 'string') return { type: 'text', content: value };
  const part = asRecord(value);
  if (part === undefined) return { type: 'unknown', value: copyJson(value) };
  return describeKnownPart(part) ?? { ...asRecord(copyJson(part)), type: asString(part.type) ?? 'unknown' };
}

/** `undefined` for a kind nobody has seen yet, and for a known one without its fields. */
function describeKnownPart(part: JsonRecord): MessagePart | undefined {
  const text = asString(part.text);
  switch (part.type) {
    case 'text':
      return text === undefined ? undefined : { type: 'text', content: text };
    case 'reasoning':
      return text === undefined ? undefined : { type: 'reasoning', content: text };
    case 'image':
      return mediaPart(part.image, mediaTypeOf(part) ?? 'image/*');
    case 'file':
    case 'reasoning-file':
      return mediaPart(part.data, mediaTypeOf(part));
    case 'tool-call':
      return {
        type: 'tool_call',
        id: asString(part.toolCallId),
        name: asString(part.toolName) ?? 'unknown',
        arguments: parseText(part.input ?? part.args),
      };
    case 'tool-result':
      return { type: 'tool_call_response', id: asString(part.toolCallId), response: copyJson(resultOf(part)) ?? null };
    default:
      return undefined;
  }
}

/** `result` in ai 4 and in what a provider ran itself; since 5 an `output` with its type and value. */
function resultOf(part: JsonRecord): unknown {
  const output = asRecord(part.output);
  if (output === undefined) return part.result ?? part.output;
  return output.value ?? output;
}

function mediaTypeOf(part: JsonRecord): string | undefined {
  return asString(part.mediaType) ?? asString(part.mimeType);
}

/** Bytes, base64, a URL, or since ai 7 an object that says which of them it holds. */
function mediaPart(value: unknown, mediaType: string | undefined): MessagePart | undefined {
  const tagged = value instanceof Uint8Array || value instanceof URL ? undefined : asRecord(value);
  const data = tagged === undefined ? value : (tagged.url ?? tagged.data ?? tagged.base64);
  const modality = modalityOf(mediaType);
  const mime = { modality, ...(mediaType !== undefined && { mime_type: mediaType }) };
  if (data instanceof URL) return { type: 'uri', ...mime, uri: data.href };
  if (data instanceof Uint8Array) return { type: 'blob', ...mime, content: Buffer.from(data).toString('base64') };
  const text = asString(data);
  if (text === undefined) return undefined;
  return /^https?:/.test(text) ? { type: 'uri', ...mime, uri: text } : { type: 'blob', ...mime, content: text.replace(/^data:[^,]*,/, '') };
}

function modalityOf(mediaType: string | undefined): string {
  const kind = mediaType?.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}

/** Arguments come as the JSON text that the model wrote; one that cannot be read is kept as it is. */
function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return copyJson(value);
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
