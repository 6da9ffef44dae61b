/** Images of Titan, Nova Canvas (`taskType`) and Stability AI (`prompt`, older `text_prompts`): base64 texts in `images` or `artifacts`. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type FailureFacts,
  type InputContent,
  type JsonRecord,
  type MessagePart,
  type OutputContent,
  type RequestInput,
} from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';

export const images = {
  name: 'generate_content',
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    const config = asRecord(request.imageGenerationConfig);
    const choiceCount = asNumber(config?.numberOfImages) ?? asNumber(request.samples);
    return {
      seed: asNumber(config?.seed) ?? asNumber(request.seed),
      choiceCount: choiceCount === 1 ? undefined : choiceCount,
      outputType: 'image' as const,
    };
  },
  describeInput(body): InputContent {
    const parts = describePrompts(asRecord(body) ?? {});
    return parts.length > 0 ? { messages: [{ role: 'user', parts }] } : {};
  },
  describeResponse: (value) => ({ failure: describeFailure(asRecord(value) ?? {}) }),
  describeOutput(value): OutputContent {
    const response = asRecord(value) ?? {};
    const made = (asArray(response.images) ?? (asArray(response.artifacts) ?? []).map((item) => asRecord(item)?.base64)).map(asString);
    const parts: MessagePart[] = made.flatMap((content) => (content === undefined ? [] : [{ type: 'blob', modality: 'image', content }]));
    return parts.length > 0 ? { messages: [{ role: 'assistant', parts }] } : {};
  },
} satisfies WireFormat;

/** Each task has its parameters in a field of its own: `textToImageParams`, `inPaintingParams`. */
function describePrompts(request: JsonRecord): MessagePart[] {
  const params = Object.keys(request)
    .filter((key) => key.endsWith('Params'))
    .map((key) => asRecord(request[key]));
  const texts = [
    request.prompt,
    ...(asArray(request.text_prompts) ?? []).map((prompt) => asRecord(prompt)?.text),
    ...params.map((param) => param?.text),
    request.negative_prompt,
    ...params.map((param) => param?.negativeText),
  ];
  const blobs = [request.image, request.init_image, ...params.flatMap((param) => [param?.image, ...(asArray(param?.images) ?? [])])];
  return [
    ...texts.flatMap((text) => (typeof text === 'string' ? [{ type: 'text', content: text } as const] : [])),
    ...blobs.flatMap((content) => (typeof content === 'string' ? [{ type: 'blob', modality: 'image', content } as const] : [])),
  ];
}

/** Amazon's models answer with a sentence where all images were filtered out, Stability's with a reason for each. */
function describeFailure(response: JsonRecord): FailureFacts | undefined {
  const error = asString(response.error);
  if (error !== undefined) return { type: 'content_filter', message: error };
  const reasons = asArray(response.finish_reasons) ?? [];
  const filtered = reasons.length > 0 && reasons.every((reason) => typeof reason === 'string');
  return filtered ? { type: 'content_filter', message: asString(reasons[0]) } : undefined;
}
