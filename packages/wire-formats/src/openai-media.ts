/** Images, audio and documents of OpenAI's formats as parts of the conventions. */
import { asRecord, asString, type MessagePart } from '@genspan/core/adapter';

/** `data:image/png;base64,...` becomes a blob, any other address a uri. */
export function describeMediaUrl(modality: string, url: string): MessagePart {
  const dataUri = /^data:([^;,]*)((?:;[^;,]*)*),/.exec(url.slice(0, 256));
  if (!dataUri) return { type: 'uri', modality, uri: url };
  const [header, mimeType = '', parameters = ''] = dataUri;
  const isBase64 = parameters.toLowerCase().endsWith(';base64');
  const content = url.slice(header.length);
  return { type: 'blob', modality, mime_type: mimeType || undefined, content: isBase64 ? content : encodeBase64(content) };
}

function encodeBase64(percentEncoded: string): string {
  try {
    return Buffer.from(decodeURIComponent(percentEncoded)).toString('base64');
  } catch {
    // Not well encoded: the bytes as they stand.
    return Buffer.from(percentEncoded).toString('base64');
  }
}

/** `{ data, format }` of an `input_audio` part. */
export function describeAudio(value: unknown): MessagePart | undefined {
  const audio = asRecord(value);
  const data = asString(audio?.data);
  if (data === undefined) return undefined;
  const format = asString(audio?.format);
  return { type: 'blob', modality: 'audio', mime_type: format && `audio/${format}`, content: data };
}

/** `{ file_id }`, `{ file_data }` (a data URI) or `{ file_url }`. */
export function describeFile(value: unknown): MessagePart | undefined {
  const file = asRecord(value);
  const fileId = asString(file?.file_id);
  if (fileId !== undefined) return { type: 'file', modality: 'document', file_id: fileId };
  const url = asString(file?.file_url);
  if (url !== undefined) return describeMediaUrl('document', url);
  const data = asString(file?.file_data);
  if (data === undefined) return undefined;
  return data.startsWith('data:') ? describeMediaUrl('document', data) : { type: 'blob', modality: 'document', content: data };
}
