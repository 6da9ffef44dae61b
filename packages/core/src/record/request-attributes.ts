import type { Attributes } from '@opentelemetry/api';
import type { ProviderName, RequestFacts } from '../facts';
import {
  ATTR_AWS_BEDROCK_GUARDRAIL_ID,
  ATTR_AWS_BEDROCK_KNOWLEDGE_BASE_ID,
  ATTR_GEN_AI_OUTPUT_TYPE,
  ATTR_GEN_AI_REQUEST_CHOICE_COUNT,
  ATTR_GEN_AI_REQUEST_ENCODING_FORMATS,
  ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY,
  ATTR_GEN_AI_REQUEST_MAX_TOKENS,
  ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY,
  ATTR_GEN_AI_REQUEST_PREVIOUS_RESPONSE_ID,
  ATTR_GEN_AI_REQUEST_REASONING_LEVEL,
  ATTR_GEN_AI_REQUEST_SEED,
  ATTR_GEN_AI_REQUEST_STOP_SEQUENCES,
  ATTR_GEN_AI_REQUEST_STREAM,
  ATTR_GEN_AI_REQUEST_STREAM_CURSOR,
  ATTR_GEN_AI_REQUEST_TEMPERATURE,
  ATTR_GEN_AI_REQUEST_TOP_K,
  ATTR_GEN_AI_REQUEST_TOP_P,
  ATTR_GEN_AI_RETRIEVAL_TOP_K,
  ATTR_GEN_AI_TOOL_CALL_ID,
  ATTR_OPENAI_API_TYPE,
  ATTR_OPENAI_REQUEST_SERVICE_TIER,
  GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_OPENAI,
  GEN_AI_PROVIDER_NAME_VALUE_OPENAI,
  OPENAI_REQUEST_SERVICE_TIER_VALUE_AUTO,
} from '../semconv/generated';
import { ATTR_GENSPAN_GUARDRAIL_VERSION, ATTR_GENSPAN_REQUEST_SERVICE_TIER } from '../semconv/own';
import { setKnown } from './set-known';

/** What the request asks for beyond its model; the model is known when the span starts. */
export function addRequestAttributes(attributes: Attributes, request: RequestFacts, openAiDialect: boolean): void {
  setKnown(attributes, ATTR_GEN_AI_REQUEST_STREAM, request.stream);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_MAX_TOKENS, request.maxTokens);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_TEMPERATURE, request.temperature);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_TOP_P, request.topP);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_TOP_K, request.topK);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_STOP_SEQUENCES, request.stopSequences);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_SEED, request.seed);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY, request.frequencyPenalty);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY, request.presencePenalty);
  if (request.choiceCount !== 1) setKnown(attributes, ATTR_GEN_AI_REQUEST_CHOICE_COUNT, request.choiceCount);
  setKnown(attributes, ATTR_GEN_AI_OUTPUT_TYPE, request.outputType);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_REASONING_LEVEL, request.reasoningLevel);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_PREVIOUS_RESPONSE_ID, request.previousResponseId);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_ENCODING_FORMATS, request.encodingFormats);
  setKnown(attributes, ATTR_GEN_AI_RETRIEVAL_TOP_K, request.retrievalTopK);
  setKnown(attributes, ATTR_AWS_BEDROCK_GUARDRAIL_ID, request.guardrailId);
  setKnown(attributes, ATTR_GENSPAN_GUARDRAIL_VERSION, request.guardrailVersion);
  setKnown(attributes, ATTR_AWS_BEDROCK_KNOWLEDGE_BASE_ID, request.knowledgeBaseId);
  setKnown(attributes, ATTR_GEN_AI_REQUEST_STREAM_CURSOR, request.streamCursor);
  setKnown(attributes, ATTR_GEN_AI_TOOL_CALL_ID, request.toolCallId);
  setKnown(attributes, ATTR_OPENAI_API_TYPE, request.openaiApiType);
  if (!openAiDialect) setKnown(attributes, ATTR_GENSPAN_REQUEST_SERVICE_TIER, request.serviceTier);
  else if (request.serviceTier !== OPENAI_REQUEST_SERVICE_TIER_VALUE_AUTO) {
    setKnown(attributes, ATTR_OPENAI_REQUEST_SERVICE_TIER, request.serviceTier);
  }
}

/** Whether `openai.*` says something true: a call in one of OpenAI's dialects, or any call to OpenAI itself. */
export function isOpenAiDialect(provider: ProviderName | undefined, request: RequestFacts): boolean {
  return (
    request.openaiApiType !== undefined ||
    provider === GEN_AI_PROVIDER_NAME_VALUE_OPENAI ||
    provider === GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_OPENAI
  );
}
