/**
 * Facts and the attributes that tell them, by the conventions' own names: written a second time on purpose, so that a
 * mistake in core's tables is seen.
 */
import type { RecordedFacts } from '../application/scenarios/recorded';
import type { AttributeValues } from '../collector/otlp-json';

const requestAttributes = {
  maxTokens: 'gen_ai.request.max_tokens',
  temperature: 'gen_ai.request.temperature',
  topP: 'gen_ai.request.top_p',
  topK: 'gen_ai.request.top_k',
  stopSequences: 'gen_ai.request.stop_sequences',
  seed: 'gen_ai.request.seed',
  frequencyPenalty: 'gen_ai.request.frequency_penalty',
  presencePenalty: 'gen_ai.request.presence_penalty',
  choiceCount: 'gen_ai.request.choice.count',
  outputType: 'gen_ai.output.type',
  reasoningLevel: 'gen_ai.request.reasoning.level',
  previousResponseId: 'gen_ai.request.previous_response.id',
  conversationId: 'gen_ai.conversation.id',
  encodingFormats: 'gen_ai.request.encoding_formats',
  retrievalTopK: 'gen_ai.retrieval.top_k',
  guardrailId: 'aws.bedrock.guardrail.id',
  guardrailVersion: 'genspan.guardrail.version',
  knowledgeBaseId: 'aws.bedrock.knowledge_base.id',
  dimensionCount: 'gen_ai.embeddings.dimension.count',
  openaiApiType: 'openai.api.type',
  agentName: 'gen_ai.agent.name',
} as const;

const responseAttributes = {
  id: 'gen_ai.response.id',
  model: 'gen_ai.response.model',
  finishReasons: 'gen_ai.response.finish_reasons',
  status: 'gen_ai.response.status',
  conversationId: 'gen_ai.conversation.id',
  conversationCompacted: 'gen_ai.conversation.compacted',
  dimensionCount: 'gen_ai.embeddings.dimension.count',
  agentId: 'gen_ai.agent.id',
} as const;

const usageAttributes = {
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  cacheReadInputTokens: 'gen_ai.usage.cache_read.input_tokens',
  cacheWriteInputTokens: 'gen_ai.usage.cache_write.input_tokens',
  reasoningOutputTokens: 'gen_ai.usage.reasoning.output_tokens',
  textInputTokens: 'gen_ai.usage.text.input_tokens',
  imageInputTokens: 'gen_ai.usage.image.input_tokens',
  audioInputTokens: 'gen_ai.usage.audio.input_tokens',
  textOutputTokens: 'gen_ai.usage.text.output_tokens',
  imageOutputTokens: 'gen_ai.usage.image.output_tokens',
  audioOutputTokens: 'gen_ai.usage.audio.output_tokens',
  audioCacheReadInputTokens: 'gen_ai.usage.audio.cache_read.input_tokens',
} as const;

const factNames: ReadonlySet<string> = new Set([
  ...Object.values(requestAttributes),
  ...Object.values(responseAttributes),
  ...Object.values(usageAttributes),
  'error.type',
]);

/** The attributes a span must have, and no other of these names. */
export function expectedAttributes({ request, response }: RecordedFacts): AttributeValues {
  const { failure, usage } = response;
  return {
    ...renamed(request, requestAttributes),
    ...renamed(response, responseAttributes),
    ...renamed(asRecord(usage), usageAttributes),
    ...(failure && { 'error.type': failure.type }),
  };
}

export function actualAttributes(attributes: AttributeValues): AttributeValues {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => factNames.has(name)));
}

function renamed(facts: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>): AttributeValues {
  const known = Object.entries(names).filter(([fact]) => facts[fact] !== undefined);
  return Object.fromEntries(known.map(([fact, name]) => [name, facts[fact] as AttributeValues[string]]));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
