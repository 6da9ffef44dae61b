import type { FrameworkAdapter, FrameworkTarget, Operation } from '@genspan/core/adapter';
import { invokeAgent, streamAgent, streamObject } from './agent';
import { baseUrlOf } from './base-url';
import { describeChatOutput, describeChatResponse } from './chat-response';
import { chatStream } from './chat-stream';
import { embeddings } from './embeddings';
import { describeChatRequest, modelCallOf, signalOf } from './model-call';
import { modelNamed } from './model-named';
import { describeChatInput, describeChatPrompt } from './prompt';
import { recordingOf } from './recording';
import { rerank } from './rerank';
import { tool } from './tool';

const chat: Operation<FrameworkTarget> = {
  name: 'chat',
  target: { of: 'model', path: 'doGenerate', bodyOf: modelCallOf, signalOf },
  describeRequest: describeChatRequest,
  describePrompt: describeChatPrompt,
  describeInput: describeChatInput,
  describeResponse: describeChatResponse,
  describeOutput: describeChatOutput,
};

const streamedChat: Operation<FrameworkTarget> = {
  ...chat,
  target: { of: 'model', path: 'doStream', bodyOf: modelCallOf, signalOf },
  describeRequest: (request) => ({ ...describeChatRequest(request), stream: true }),
  stream: chatStream as NonNullable<Operation['stream']>,
};

/** Adapter of the Vercel AI SDK (`ai`), over whatever provider its models are of. */
export const aiAdapter: FrameworkAdapter = {
  module: { name: 'ai', versions: '>=4.0.0 <8.0.0', hasLockedExports: true },
  seam: {
    kind: 'framework',
    // The stream of the one of low memory lies where it cannot be seen.
    plainFunctions: ['embed', 'embedMany', 'rerank', 'experimental_streamLanguageModelCall', 'experimental_streamTextLowMemory'],
    settingsField: 'settings',
    modelField: 'model',
    modelCallbacks: ['prepareStep', 'experimental_prepareStep'],
    modelWrappers: ['wrapLanguageModel', 'experimental_wrapLanguageModel', 'wrapEmbeddingModel'],
    providerWrappers: [
      { path: 'wrapProvider', field: 'provider', method: 'languageModel' },
      { path: 'createProviderRegistry', method: 'languageModel' },
      { path: 'experimental_createProviderRegistry', method: 'languageModel' },
    ],
    toolsField: 'tools',
    modelNamed,
    recordingOf,
  },
  baseUrlOf,
  operations: [
    invokeAgent('generateText'),
    streamAgent('streamText'),
    invokeAgent('generateObject'),
    streamObject('streamObject'),
    invokeAgent('ToolLoopAgent.prototype.generate'),
    streamAgent('ToolLoopAgent.prototype.stream'),
    invokeAgent('Experimental_Agent.prototype.generate'),
    streamAgent('Experimental_Agent.prototype.stream'),
    chat,
    streamedChat,
    embeddings,
    rerank,
    tool,
  ],
};
