import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type JsonRecord,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeContent } from './openai-content';
import { identifyTools } from './tool-credentials';

export function describeChatRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const outputsAudio = asArray(request.modalities)?.includes('audio');
  return {
    ...describeSampling(request),
    maxTokens: asNumber(request.max_completion_tokens) ?? asNumber(request.max_tokens),
    outputType: outputsAudio ? 'speech' : describeOutputType(request.response_format),
    // OpenRouter and Together take `reasoning: { effort }`.
    reasoningLevel: asString(request.reasoning_effort) ?? asString(asRecord(request.reasoning)?.effort),
    serviceTier: asString(request.service_tier),
  };
}

/** What chat and text completions have in common. */
export function describeSampling(request: JsonRecord): RequestFacts {
  const stream = request.stream === true ? true : undefined;
  const choiceCount = asNumber(request.n);
  return {
    model: asString(request.model),
    stream,
    maxTokens: asNumber(request.max_tokens),
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    topK: asNumber(request.top_k),
    stopSequences: describeStop(request.stop),
    seed: asNumber(request.seed),
    frequencyPenalty: asNumber(request.frequency_penalty),
    presencePenalty: asNumber(request.presence_penalty),
    choiceCount: choiceCount === 1 ? undefined : choiceCount,
    streamUsageRequested: stream && asRecord(request.stream_options)?.include_usage === true,
  };
}

function describeStop(value: unknown): readonly string[] | undefined {
  const sequences = (asArray(value) ?? [value]).filter((sequence) => typeof sequence === 'string');
  return sequences.length > 0 ? sequences : undefined;
}

/** `{ type: 'text' | 'json_object' | 'json_schema' }`. */
export function describeOutputType(format: unknown): 'text' | 'json' | undefined {
  const type = asString(asRecord(format)?.type);
  if (type === 'text') return 'text';
  return type?.startsWith('json') ? 'json' : undefined;
}

export function describeChatPrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  return {
    instructions: describeInstructions(request.messages),
    tools: identifyTools(request.tools ?? request.functions),
    responseFormat: request.response_format ?? undefined,
  };
}

/** Texts of the system and developer messages. */
export function describeInstructions(messages: unknown): readonly string[] | undefined {
  const texts: string[] = [];
  // At each call over the whole conversation: a loop that makes nothing of what it passes over.
  for (const value of asArray(messages) ?? []) {
    const message = asRecord(value);
    if (message?.role !== 'system' && message?.role !== 'developer') continue;
    for (const part of describeContent(message.content)) {
      if (part.type === 'text' && typeof part.content === 'string') texts.push(part.content);
    }
  }
  return texts.length > 0 ? texts : undefined;
}
