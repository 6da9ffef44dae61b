import type { Attributes } from '@opentelemetry/api';
import { ATTR_SESSION_ID } from '../../semconv/core-conventions';
import { ATTR_GEN_AI_CONVERSATION_ID, ATTR_GEN_AI_PROMPT_VERSION } from '../../semconv/generated';
import { ATTR_GEN_AI_USAGE_COST, ATTR_GENSPAN_COST_INPUT_USD, ATTR_GENSPAN_COST_OUTPUT_USD, ATTR_GENSPAN_TAGS } from '../../semconv/own';
import { setKnown } from '../set-known';
import type { CompatProfile } from './compat-profile';
import { scopeMetadata } from './scope-metadata';
import { roleOf, type SpanRole } from './span-role';

const kinds: Readonly<Record<SpanRole, string>> = {
  model: 'LLM',
  embedding: 'EMBEDDING',
  retriever: 'RETRIEVER',
  reranker: 'RERANKER',
  guardrail: 'GUARDRAIL',
  tool: 'TOOL',
  agent: 'AGENT',
  chain: 'CHAIN',
  step: 'CHAIN',
};

/**
 * https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md. Phoenix and Arize AX make the rest (model, tokens, messages,
 * tools, documents) of `gen_ai.*` by themselves. No `llm.token_count.*`: Langfuse and others read these beside `gen_ai.usage.*`.
 */
export const openinferenceProfile: CompatProfile = {
  describe({ attributes }) {
    const result: Attributes = {};
    const role = roleOf(attributes);
    if (role !== undefined) {
      result['openinference.span.kind'] = kinds[role];
      setKnown(result, 'llm.cost.total', attributes[ATTR_GEN_AI_USAGE_COST]);
      setKnown(result, 'llm.cost.prompt', attributes[ATTR_GENSPAN_COST_INPUT_USD]);
      setKnown(result, 'llm.cost.completion', attributes[ATTR_GENSPAN_COST_OUTPUT_USD]);
      setKnown(result, 'llm.prompt_template.version', attributes[ATTR_GEN_AI_PROMPT_VERSION]);
    }
    if (attributes[ATTR_SESSION_ID] === undefined) setKnown(result, ATTR_SESSION_ID, attributes[ATTR_GEN_AI_CONVERSATION_ID]);
    setKnown(result, 'tag.tags', attributes[ATTR_GENSPAN_TAGS]);
    const metadata = scopeMetadata(attributes);
    if (Object.keys(metadata).length > 0) result['metadata'] = JSON.stringify(metadata);
    return result;
  },
};
