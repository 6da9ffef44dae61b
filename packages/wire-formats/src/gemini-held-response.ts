/** The older SDKs of Google hand over the response in a field of that name, and beside a stream a promise of it. */
import { asRecord } from '@genspan/core/adapter';
import { geminiContent } from './gemini';
import type { WireFormat } from './wire-format';

const { stream: geminiStream, ...content } = geminiContent;

export const geminiHeldContent = {
  ...content,
  describeResponse: (value: unknown) => content.describeResponse(responseOf(value)),
  describeOutput: (value: unknown) => content.describeOutput(responseOf(value)),
} satisfies WireFormat;

export const geminiHeldStream = {
  ...geminiHeldContent,
  stream: { ...geminiStream, field: 'stream', whole: { field: 'response' } },
} satisfies WireFormat;

/** A chat reads the whole itself, for its history. */
export const geminiHeldChatStream = {
  ...geminiHeldStream,
  stream: { ...geminiHeldStream.stream, whole: { field: 'response', isHandled: true } },
} satisfies WireFormat;

function responseOf(value: unknown): unknown {
  return asRecord(asRecord(value)?.response) ?? value;
}
