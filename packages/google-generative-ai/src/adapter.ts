import {
  asArray,
  asRecord,
  asString,
  defineOperation,
  type JsonRecord,
  type MethodAdapter,
  type MethodTarget,
} from '@genspan/core/adapter';
import type { GeminiRequest } from '@genspan/wire-formats/gemini';
import { geminiEmbeddings } from '@genspan/wire-formats/gemini-embeddings';
import { geminiHeldChatStream, geminiHeldContent, geminiHeldStream } from '@genspan/wire-formats/gemini-held-response';

/** Adapter of the first JavaScript SDK of the Gemini API (`@google/generative-ai`), which `@google/genai` has followed. */
export const googleGenerativeAiAdapter: MethodAdapter = {
  provider: 'gcp.gemini',
  module: { name: '@google/generative-ai', versions: '>=0.24.0 <1.0.0' },
  seam: { kind: 'method' },
  baseUrlOf: (model) => asString(asRecord(asRecord(model)?._requestOptions)?.baseUrl) ?? 'https://generativelanguage.googleapis.com',
  operations: [
    { ...geminiHeldContent, target: method('GenerativeModel.prototype.generateContent', contentRequest) },
    defineOperation({ ...geminiHeldStream, target: method('GenerativeModel.prototype.generateContentStream', streamed(contentRequest)) }),
    { ...geminiHeldContent, target: method('ChatSession.prototype.sendMessage', chatRequest) },
    defineOperation({ ...geminiHeldChatStream, target: method('ChatSession.prototype.sendMessageStream', streamed(chatRequest)) }),
    { ...geminiEmbeddings, target: method('GenerativeModel.prototype.embedContent', embeddingsRequest) },
    { ...geminiEmbeddings, target: method('GenerativeModel.prototype.batchEmbedContents', batchRequest) },
  ],
};

type BodyOf = NonNullable<MethodTarget['bodyOf']>;

function method(path: string, bodyOf: BodyOf): MethodTarget {
  return { path, bodyOf, signalOf };
}

function streamed(bodyOf: (args: readonly unknown[], instance: unknown) => GeminiRequest): BodyOf {
  return (args, instance) => ({ ...bodyOf(args, instance), stream: true });
}

/** A text, a list of texts and parts, or a request, whose settings win over those of the model. */
function contentRequest([request]: readonly unknown[], instance: unknown): GeminiRequest {
  const model = asRecord(instance) ?? {};
  const given = asRecord(request);
  return given?.contents === undefined ? withContents(model, request) : { ...withContents(model, given.contents), ...known(given) };
}

/** What has been said so far, and one message more. */
function chatRequest([message]: readonly unknown[], instance: unknown): GeminiRequest {
  const chat = asRecord(instance) ?? {};
  const said = asArray(chat._history) ?? [];
  return { ...withContents(asRecord(chat.params) ?? {}, [...said, ...(asArray(message) ?? [message])]), model: chat.model };
}

function withContents({ model, systemInstruction, tools, generationConfig }: JsonRecord, contents: unknown): GeminiRequest {
  return { model, contents, systemInstruction, tools, generationConfig };
}

function known({ systemInstruction, tools, generationConfig }: JsonRecord): GeminiRequest {
  return {
    ...(systemInstruction !== undefined && { systemInstruction }),
    ...(tools !== undefined && { tools }),
    ...(generationConfig !== undefined && { generationConfig }),
  };
}

function embeddingsRequest([request]: readonly unknown[], instance: unknown): unknown {
  return { model: asRecord(instance)?.model, outputDimensionality: asRecord(request)?.outputDimensionality };
}

function batchRequest([batch]: readonly unknown[], instance: unknown): unknown {
  return embeddingsRequest([asArray(asRecord(batch)?.requests)?.[0]], instance);
}

function signalOf([, options]: readonly unknown[], instance: unknown): AbortSignal | undefined {
  const signal = asRecord(options)?.signal ?? asRecord(asRecord(instance)?._requestOptions)?.signal;
  return signal instanceof AbortSignal ? signal : undefined;
}
