/** `POST /images/generations`, `/images/edits` and `/images/variations`. */
import {
  asArray,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type Message,
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

interface ImagesStreamState {
  readonly images: unknown[];
  usage?: unknown;
  outputFormat?: string | undefined;
  error?: unknown;
}

export const openaiImages = {
  name: 'generate_content',
  describeRequest: describeImagesRequest,
  describeInput: describeImagesInput,
  describeResponse: describeImagesResponse,
  describeOutput: describeImagesOutput,
  stream: {
    initial: () => ({ images: [] }),
    add: addEvent,
    isComplete: (state) => state.images.length > 0 || state.error !== undefined,
    assemble: ({ images, usage, outputFormat, error }) => ({ data: images, usage, output_format: outputFormat, error }),
  } satisfies StreamAssembly<ImagesStreamState, unknown>,
} satisfies WireFormat;

function describeImagesRequest({ body }: RequestInput): RequestFacts {
  const request = readFields(body);
  const choiceCount = asFormNumber(request.n);
  return {
    model: asString(request.model),
    stream: asFormTrue(request.stream),
    seed: asFormNumber(request.seed),
    choiceCount: choiceCount === 1 ? undefined : choiceCount,
    outputType: 'image',
  };
}

function describeImagesInput(body: unknown): InputContent {
  const request = readFields(body);
  const prompt = asString(request.prompt);
  const uploads = ['image', 'image[]', 'mask'].flatMap((field) => describeUpload('image', request[field]));
  const parts: MessagePart[] = [...(prompt === undefined ? [] : [{ type: 'text', content: prompt } as const]), ...uploads];
  return parts.length > 0 ? { messages: [{ role: 'user', parts }] } : {};
}

function describeImagesResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const usage = describeUsage(response.usage);
  return {
    id: asString(response.id),
    model: asString(response.model),
    // Without details every token that comes out is one of an image.
    usage: usage && { ...usage, imageOutputTokens: usage.imageOutputTokens ?? (usage.textOutputTokens ? undefined : usage.outputTokens) },
    failure: describeFailure(response.error),
  };
}

function describeImagesOutput(value: unknown): OutputContent {
  const response = asRecord(value) ?? {};
  const images = asArray(response.data) ?? [];
  if (images.length === 0) return {};
  const format = asString(response.output_format);
  return { messages: images.map((image) => describeImage(image, format && `image/${format}`)) };
}

function describeImage(value: unknown, mimeType: string | undefined): Message {
  const image = asRecord(value);
  const data = asString(image?.b64_json);
  const url = asString(image?.url);
  const revisedPrompt = asString(image?.revised_prompt);
  const parts: MessagePart[] = [];
  if (revisedPrompt) parts.push({ type: 'text', content: revisedPrompt });
  if (data !== undefined) parts.push({ type: 'blob', modality: 'image', mime_type: mimeType, content: data });
  else if (url !== undefined) parts.push({ type: 'uri', modality: 'image', mime_type: mimeType, uri: url });
  return { role: 'assistant', parts };
}

/** `image_generation.completed` and `image_edit.completed` carry the image; partial ones are previews of it. */
function addEvent(state: ImagesStreamState, value: unknown): void {
  const event = asRecord(value);
  const type = asString(event?.type) ?? '';
  if (event && type.endsWith('.completed')) {
    state.images.push({ b64_json: asString(event.b64_json) });
    state.usage = copyJson(event.usage);
    state.outputFormat = asString(event.output_format);
  } else if (event && (type === 'error' || event.error)) {
    state.error = copyJson(event.error ?? event);
  }
}
