import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_AGENT_ID,
  ATTR_GEN_AI_CONVERSATION_COMPACTED,
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT,
  ATTR_GEN_AI_RESPONSE_FINISH_REASONS,
  ATTR_GEN_AI_RESPONSE_ID,
  ATTR_GEN_AI_RESPONSE_MODEL,
  ATTR_GEN_AI_RESPONSE_STATUS,
  ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK,
  ATTR_OPENAI_RESPONSE_SERVICE_TIER,
  ATTR_OPENAI_RESPONSE_SYSTEM_FINGERPRINT,
} from '../semconv/generated';
import { ATTR_GENSPAN_RESPONSE_SERVICE_TIER } from '../semconv/own';
import { maxListed } from '../call/bound-facts';
import type { EndedCall } from './recorder';
import { setKnown } from './set-known';

export function addResponseAttributes(attributes: Attributes, call: EndedCall, openAiDialect: boolean): void {
  const { request, response } = call;
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_ID, response.id ?? request.responseId);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_MODEL, response.model);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_FINISH_REASONS, finishReasons(call));
  setKnown(attributes, ATTR_GEN_AI_AGENT_ID, response.agentId ?? request.agentId);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_STATUS, response.status);
  setKnown(attributes, ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK, call.timeToFirstChunkSeconds);
  setKnown(attributes, ATTR_GEN_AI_CONVERSATION_ID, response.conversationId ?? request.conversationId);
  setKnown(attributes, ATTR_GEN_AI_CONVERSATION_COMPACTED, response.conversationCompacted);
  setKnown(attributes, ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT, response.dimensionCount ?? request.dimensionCount);
  setKnown(attributes, openAiDialect ? ATTR_OPENAI_RESPONSE_SERVICE_TIER : ATTR_GENSPAN_RESPONSE_SERVICE_TIER, response.serviceTier);
  if (openAiDialect) setKnown(attributes, ATTR_OPENAI_RESPONSE_SYSTEM_FINGERPRINT, response.systemFingerprint);
}

/** `error` stands for each choice whose reason was expected and never came, as the conventions ask. */
function finishReasons(call: EndedCall): readonly string[] | undefined {
  const received = call.response.finishReasons;
  if (call.outcome.kind === 'completed' || !expectsFinishReasons(call)) return received;
  // A million choices may be asked for; the provider then answers with an error, which must not become a list of a million.
  const choiceCount = Math.min(Math.max(1, Math.floor(call.request.choiceCount ?? 1)), maxListed);
  if (received === undefined) return Array.from({ length: choiceCount }, () => 'error');
  return received.length >= choiceCount ? received : [...received, ...Array.from({ length: choiceCount - received.length }, () => 'error')];
}

function expectsFinishReasons({ operation, request }: EndedCall): boolean {
  if (request.outputType === 'image' || request.outputType === 'speech') return false;
  return operation === 'chat' || operation === 'text_completion' || operation === 'generate_content';
}
