import { asArray, asRecord, asString, defineOperation, type JsonRecord, type MethodAdapter, type Operation } from '@genspan/core/adapter';
import type { MethodTarget } from '@genspan/core/adapter';
import type { GeminiRequest } from '@genspan/wire-formats/gemini';
import { geminiHeldChatStream, geminiHeldContent, geminiHeldStream } from '@genspan/wire-formats/gemini-held-response';

/** Adapter of the Vertex AI SDK for Node.js (`@google-cloud/vertexai`), which `@google/genai` has followed. */
export const googleVertexaiAdapter: MethodAdapter = {
  provider: 'gcp.vertex_ai',
  module: { name: '@google-cloud/vertexai', versions: '>=1.0.0 <2.0.0' },
  seam: { kind: 'method' },
  baseUrlOf,
  operations: [
    ...contentOperations('GenerativeModel', 'ChatSession'),
    ...contentOperations('GenerativeModelPreview', 'ChatSessionPreview'),
  ],
};

type Operations = readonly [Operation<MethodTarget>, ...Operation<MethodTarget>[]];

function contentOperations(modelClass: string, chatClass: string): Operations {
  return [
    { ...geminiHeldContent, target: { path: `${modelClass}.prototype.generateContent`, bodyOf: contentRequest, signalOf } },
    defineOperation({
      ...geminiHeldStream,
      target: { path: `${modelClass}.prototype.generateContentStream`, bodyOf: streamed(contentRequest), signalOf },
    }),
    { ...geminiHeldContent, target: { path: `${chatClass}.prototype.sendMessage`, bodyOf: chatRequest, signalOf } },
    defineOperation({
      ...geminiHeldChatStream,
      target: { path: `${chatClass}.prototype.sendMessageStream`, bodyOf: streamed(chatRequest), signalOf },
    }),
  ];
}

function streamed(bodyOf: (args: readonly unknown[], instance: unknown) => GeminiRequest): NonNullable<MethodTarget['bodyOf']> {
  return (args, instance) => ({ ...bodyOf(args, instance), stream: true });
}

/** A text, or a request, whose settings win over those of the model. */
function contentRequest([request]: readonly unknown[], instance: unknown): GeminiRequest {
  const model = asRecord(instance) ?? {};
  const given = asRecord(request) ?? { contents: request };
  return {
    model: modelOf(model),
    contents: given.contents,
    systemInstruction: given.systemInstruction ?? model.systemInstruction,
    tools: given.tools ?? model.tools,
    generationConfig: given.generationConfig ?? model.generationConfig,
  };
}

/** What has been said so far, and one message more. */
function chatRequest([message]: readonly unknown[], instance: unknown): GeminiRequest {
  const chat = asRecord(instance) ?? {};
  const { systemInstruction, tools, generationConfig } = chat;
  const contents = [...(asArray(chat.historyInternal) ?? []), ...(asArray(message) ?? [message])];
  return { model: modelOf(chat), contents, systemInstruction, tools, generationConfig };
}

/** A chat knows its model by the path alone, which had another name in 1.0. */
function modelOf({ model, resourcePath, publisherModelEndpoint }: JsonRecord): unknown {
  return model ?? resourcePath ?? publisherModelEndpoint;
}

/** There is none: what aborts is a timeout. */
function signalOf(): undefined {}

function baseUrlOf(model: unknown): string | undefined {
  const { apiEndpoint, location } = asRecord(model) ?? {};
  const region = asString(location);
  const host = asString(apiEndpoint) ?? (region === undefined ? undefined : `${region}-aiplatform.googleapis.com`);
  return host === undefined ? undefined : `https://${host}`;
}
