import type { Attributes } from '@opentelemetry/api';
import { ATTR_SESSION_ID, ATTR_USER_ID } from '../../semconv/core-conventions';
import {
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_PROMPT_VERSION,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_RESPONSE_MODEL,
} from '../../semconv/generated';
import { ATTR_GENSPAN_TAGS } from '../../semconv/own';
import { setKnown } from '../set-known';
import type { CompatProfile } from './compat-profile';
import { roleOf, type SpanRole } from './span-role';

const kinds: Readonly<Record<SpanRole, string>> = {
  model: 'llm',
  embedding: 'embedding',
  retriever: 'retriever',
  reranker: 'retriever',
  guardrail: 'chain',
  tool: 'tool',
  agent: 'chain',
  chain: 'chain',
  step: 'chain',
};

/**
 * https://docs.langchain.com/langsmith/trace-with-opentelemetry. Messages, parameters and tokens are read by LangSmith as the conventions name
 * them. Not `langsmith.trace.session_id`: a session is a project there; a conversation is a thread, known by metadata.
 */
export const langsmithProfile: CompatProfile = {
  metadataPrefix: 'langsmith.metadata.',
  describe({ attributes }) {
    const result: Attributes = {};
    const role = roleOf(attributes);
    if (role !== undefined) {
      result['langsmith.span.kind'] = kinds[role];
      setKnown(result, 'langsmith.metadata.ls_provider', attributes[ATTR_GEN_AI_PROVIDER_NAME]);
      setKnown(result, 'langsmith.metadata.ls_model_name', attributes[ATTR_GEN_AI_RESPONSE_MODEL] ?? attributes[ATTR_GEN_AI_REQUEST_MODEL]);
    }
    setKnown(result, 'langsmith.metadata.thread_id', attributes[ATTR_SESSION_ID] ?? attributes[ATTR_GEN_AI_CONVERSATION_ID]);
    setKnown(result, 'langsmith.metadata.user_id', attributes[ATTR_USER_ID]);
    setKnown(result, 'langsmith.metadata.prompt_name', attributes[ATTR_GEN_AI_PROMPT_NAME]);
    setKnown(result, 'langsmith.metadata.prompt_version', attributes[ATTR_GEN_AI_PROMPT_VERSION]);
    const tags = attributes[ATTR_GENSPAN_TAGS];
    if (Array.isArray(tags)) result['langsmith.span.tags'] = tags.join(',');
    return result;
  },
};
