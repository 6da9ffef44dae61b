import type { Attributes } from '@opentelemetry/api';
import { ATTR_SERVICE_VERSION, ATTR_SESSION_ID } from '../../semconv/core-conventions';
import {
  ATTR_ERROR_TYPE,
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_PROMPT_VERSION,
  ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK,
  ATTR_GEN_AI_RETRIEVAL_DOCUMENTS,
  ATTR_GEN_AI_RETRIEVAL_QUERY_TEXT,
} from '../../semconv/generated';
import { ATTR_GENSPAN_ABANDONED_REASON, ATTR_GENSPAN_OUTCOME, ATTR_GENSPAN_TAGS } from '../../semconv/own';
import { setKnown } from '../set-known';
import type { CompatProfile, EndingSpan } from './compat-profile';
import { langfuseCost, langfuseUsage } from './langfuse-usage';
import { roleOf, type SpanRole } from './span-role';

const types: Readonly<Record<SpanRole, string>> = {
  model: 'generation',
  embedding: 'embedding',
  retriever: 'retriever',
  reranker: 'retriever',
  guardrail: 'guardrail',
  tool: 'tool',
  agent: 'agent',
  chain: 'chain',
  step: 'span',
};

/**
 * https://langfuse.com/integrations/native/opentelemetry#property-mapping. `user.id`, `session.id`, model, parameters, messages and what a tool
 * was given and answered are read by Langfuse as the conventions name them.
 */
export const langfuseProfile: CompatProfile = {
  metadataPrefix: 'langfuse.trace.metadata.',
  describe(span) {
    const result: Attributes = {};
    const role = roleOf(span.attributes);
    if (role !== undefined) addObservation(result, span, role);
    addTrace(result, span);
    return result;
  },
};

function addObservation(result: Attributes, { attributes, startTime, status }: EndingSpan, role: SpanRole): void {
  result['langfuse.observation.type'] = types[role];
  const usage = langfuseUsage(attributes);
  if (usage !== undefined) result['langfuse.observation.usage_details'] = JSON.stringify(usage);
  const cost = langfuseCost(attributes);
  if (cost !== undefined) result['langfuse.observation.cost_details'] = JSON.stringify(cost);
  if (role === 'model') addPrompt(result, attributes);
  const secondsToFirstChunk = attributes[ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK];
  if (typeof secondsToFirstChunk === 'number') {
    const firstChunkMs = startTime[0] * 1_000 + startTime[1] / 1_000_000 + secondsToFirstChunk * 1_000;
    result['langfuse.observation.completion_start_time'] = new Date(firstChunkMs).toISOString();
  }
  if (attributes[ATTR_GENSPAN_OUTCOME] === 'abandoned') {
    result['langfuse.observation.level'] = 'WARNING';
    result['langfuse.observation.status_message'] = `abandoned: ${String(attributes[ATTR_GENSPAN_ABANDONED_REASON])}`;
  } else if (status.message === undefined) {
    // The level is read from the status. Without captured text the status has no message; the error has a type all the same.
    setKnown(result, 'langfuse.observation.status_message', attributes[ATTR_ERROR_TYPE]);
  }
  setKnown(result, 'langfuse.observation.input', attributes[ATTR_GEN_AI_RETRIEVAL_QUERY_TEXT]);
  setKnown(result, 'langfuse.observation.output', attributes[ATTR_GEN_AI_RETRIEVAL_DOCUMENTS]);
}

/** A version in Langfuse's prompt management is a whole number; another one is of a prompt that is managed elsewhere. */
function addPrompt(result: Attributes, attributes: Attributes): void {
  const name = attributes[ATTR_GEN_AI_PROMPT_NAME];
  const version = attributes[ATTR_GEN_AI_PROMPT_VERSION];
  if (name === undefined || typeof version !== 'string' || !/^[1-9]\d{0,8}$/.test(version)) return;
  result['langfuse.observation.prompt.name'] = name;
  result['langfuse.observation.prompt.version'] = Number(version);
}

/** On every span of the trace: Langfuse filters and adds up by spans, and counts those that carry the value. */
function addTrace(result: Attributes, { attributes, resource }: EndingSpan): void {
  setKnown(result, 'langfuse.release', resource.attributes[ATTR_SERVICE_VERSION]);
  if (attributes[ATTR_SESSION_ID] === undefined) setKnown(result, 'langfuse.session.id', attributes[ATTR_GEN_AI_CONVERSATION_ID]);
  setKnown(result, 'langfuse.trace.tags', attributes[ATTR_GENSPAN_TAGS]);
}
