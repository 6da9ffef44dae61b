/** The `content` of a chat message as parts of the conventions. */
import { asArray, asRecord, asString, copyJson, type JsonRecord, type MessagePart } from '@genspan/core/adapter';
import { describeAudio, describeFile, describeMediaUrl } from './openai-media';

export function describeContent(content: unknown): MessagePart[] {
  if (content === null || content === undefined || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', content }];
  const parts = asArray(content);
  return parts ? parts.map(describePart) : [genericPart('unknown', content)];
}

export function genericPart(type: string, value: unknown): MessagePart {
  const copy = copyJson(value);
  const record = asRecord(copy);
  return record ? { ...record, type } : { type, value: copy };
}

function describePart(value: unknown): MessagePart {
  if (typeof value === 'string') return { type: 'text', content: value };
  const part = asRecord(value) ?? {};
  const type = asString(part.type) ?? 'unknown';
  return describeKnownPart(type, part) ?? genericPart(type, value);
}

/** `undefined` for a type nobody has seen yet, and for a known one without its fields. */
function describeKnownPart(type: string, part: JsonRecord): MessagePart | undefined {
  switch (type) {
    // `input_text`, `output_text`, `input_image` and `input_file` are the names of the same parts in Responses.
    case 'text':
    case 'input_text':
    case 'output_text':
    case 'summary_text': {
      const text = asString(part.text);
      return text === undefined ? undefined : { type: 'text', content: text };
    }
    case 'reasoning_text':
    case 'thinking': {
      const text = asString(part.text) ?? asString(part.thinking);
      return text === undefined ? undefined : { type: 'reasoning', content: text };
    }
    case 'refusal': {
      const refusal = asString(part.refusal);
      return refusal === undefined ? undefined : { type: 'refusal', content: refusal };
    }
    case 'image_url':
    case 'input_image':
    case 'computer_screenshot':
      return describeUrlPart('image', part.image_url) ?? describeStoredImage(part);
    case 'video_url':
      return describeUrlPart('video', part.video_url);
    case 'audio_url':
      return describeUrlPart('audio', part.audio_url);
    case 'input_audio':
      return describeAudio(part.input_audio);
    case 'file':
      return describeFile(part.file);
    case 'input_file':
      return describeFile(part);
    default:
      return undefined;
  }
}

function describeUrlPart(modality: string, value: unknown): MessagePart | undefined {
  const url = asString(value) ?? asString(asRecord(value)?.url);
  return url === undefined ? undefined : describeMediaUrl(modality, url);
}

function describeStoredImage(part: JsonRecord): MessagePart | undefined {
  const fileId = asString(part.file_id);
  return fileId === undefined ? undefined : { type: 'file', modality: 'image', file_id: fileId };
}
