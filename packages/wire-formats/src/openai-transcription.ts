/** `POST /audio/transcriptions` and `/audio/translations`: speech to text. */
import {
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type MessagePart,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
  type StreamAssembly,
} from '@genspan/core/adapter';
import { describeFailure } from './openai-failure';
import { asFormNumber, asFormTrue, describeUpload, readFields } from './openai-form';
import { describeUsage } from './openai-usage';
import type { WireFormat } from './wire-format';

interface TranscriptionStreamState {
  text: string;
  isDone: boolean;
  usage?: unknown;
  error?: unknown;
}

export const openaiTranscription = {
  name: 'transcription',
  describeRequest: describeTranscriptionRequest,
  describeInput: describeTranscriptionInput,
  describeResponse: describeTranscriptionResponse,
  describeOutput: describeTranscriptionOutput,
  stream: {
    initial: () => ({ text: '', isDone: false }),
    add: addEvent,
    isComplete: (state) => state.isDone || state.error !== undefined,
    assemble: ({ text, usage, error }) => ({ text, usage, error }),
  } satisfies StreamAssembly<TranscriptionStreamState, unknown>,
} satisfies WireFormat;

function describeTranscriptionRequest({ body }: RequestInput): RequestFacts {
  const request = readFields(body);
  return {
    model: asString(request.model),
    stream: asFormTrue(request.stream),
    temperature: asFormNumber(request.temperature),
    outputType: 'text',
  };
}

function describeTranscriptionInput(body: unknown): InputContent {
  const request = readFields(body);
  const prompt = asString(request.prompt);
  const url = asString(request.url);
  const parts: MessagePart[] = [
    ...(prompt ? [{ type: 'text', content: prompt } as const] : []),
    ...describeUpload('audio', request.file),
    ...(url ? [{ type: 'uri', modality: 'audio', uri: url } as const] : []),
  ];
  return parts.length > 0 ? { messages: [{ role: 'user', parts }] } : {};
}

/** Usage by tokens, where the model is billed so; usage by duration has no tokens. */
function describeTranscriptionResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  return { usage: describeUsage(response.usage), failure: describeFailure(response.error) };
}

/** JSON with `text`, or the bare text of the formats `text`, `srt` and `vtt`. */
function describeTranscriptionOutput(value: unknown): OutputContent {
  const text = asString(value) ?? asString(asRecord(value)?.text);
  return text ? { messages: [{ role: 'assistant', parts: [{ type: 'text', content: text }] }] } : {};
}

function addEvent(state: TranscriptionStreamState, value: unknown): void {
  const event = asRecord(value);
  if (event?.type === 'transcript.text.delta') {
    state.text += asString(event.delta) ?? '';
  } else if (event?.type === 'transcript.text.done') {
    state.text = asString(event.text) ?? state.text;
    state.usage = copyJson(event.usage);
    state.isDone = true;
  } else if (event && (event.type === 'error' || event.error)) {
    state.error = copyJson(event.error ?? event);
  }
}
