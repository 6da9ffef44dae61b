/** Imagen's own methods: generate, edit, upscale, recontext and segment images. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type InputContent,
  type Message,
  type MessagePart,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeModelName, mediaPart } from '@genspan/wire-formats/gemini';
import type { WireFormat } from '@genspan/wire-formats/wire-format';

export const imagen = {
  name: 'generate_content',
  describeRequest: describeImagenRequest,
  describeInput: describeImagenInput,
  describeResponse: describeImagenResponse,
  describeOutput: describeImagenOutput,
} satisfies WireFormat;

function describeImagenRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const config = asRecord(request.config) ?? {};
  const choiceCount = asNumber(config.numberOfImages);
  return {
    model: describeModelName(request.model),
    seed: asNumber(config.seed),
    choiceCount: choiceCount === 1 ? undefined : choiceCount,
    outputType: 'image',
  };
}

/** `{ prompt, image, referenceImages }`, or these in `source`, where they have names of their own. */
function describeImagenInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const source = asRecord(request.source) ?? {};
  const prompt = asString(request.prompt) ?? asString(source.prompt);
  const references = (asArray(request.referenceImages) ?? []).map((reference) => asRecord(reference)?.referenceImage);
  const products = (asArray(source.productImages) ?? []).map((product) => asRecord(product)?.productImage);
  const images = [request.image, source.image, source.personImage, source.scribbleImage, ...references, ...products];
  const parts: MessagePart[] = [
    ...(prompt === undefined ? [] : [{ type: 'text', content: prompt } as const]),
    ...images.flatMap(imagePart),
  ];
  return parts.length > 0 ? { messages: [{ role: 'user', parts }] } : {};
}

/** `{ imageBytes, gcsUri, mimeType }`. */
function imagePart(value: unknown): MessagePart[] {
  const image = asRecord(value);
  const part = mediaPart(image?.imageBytes, image?.gcsUri, image?.mimeType ?? 'image/*');
  return image === undefined || part === undefined ? [] : [part];
}

function describeImagenResponse(value: unknown): ResponseFacts {
  const images = imagesOf(value);
  const reasons = images.map((image) => (isFiltered(image) ? 'content_filter' : 'stop'));
  return { finishReasons: reasons.length > 0 ? reasons : undefined };
}

function describeImagenOutput(value: unknown): OutputContent {
  const messages = imagesOf(value).map(describeImage);
  return { messages: messages.length > 0 ? messages : undefined };
}

function imagesOf(value: unknown): readonly unknown[] {
  const response = asRecord(value);
  return asArray(response?.generatedImages) ?? asArray(response?.generatedMasks) ?? [];
}

function isFiltered(value: unknown): boolean {
  return asString(asRecord(value)?.raiFilteredReason) !== undefined;
}

function describeImage(value: unknown): Message {
  const generated = asRecord(value);
  const prompt = asString(generated?.enhancedPrompt);
  const parts = imagePart(generated?.image ?? generated?.mask);
  if (prompt) parts.unshift({ type: 'text', content: prompt });
  return { role: 'assistant', parts, finish_reason: isFiltered(value) ? 'content_filter' : 'stop' };
}
