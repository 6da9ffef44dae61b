import type { Attributes } from '@opentelemetry/api';
import type { OperationName } from '../../facts';
import { ATTR_GEN_AI_OPERATION_NAME, ATTR_MCP_METHOD_NAME } from '../../semconv/generated';

/** What kind of work a span is; each backend has its own word for it. `step`: none of the others. */
export type SpanRole = 'model' | 'embedding' | 'retriever' | 'reranker' | 'guardrail' | 'tool' | 'agent' | 'chain' | 'step';

const roles: ReadonlyMap<unknown, SpanRole> = new Map<OperationName, SpanRole>([
  ['chat', 'model'],
  ['text_completion', 'model'],
  ['generate_content', 'model'],
  ['transcription', 'model'],
  ['embeddings', 'embedding'],
  ['retrieval', 'retriever'],
  ['rerank', 'reranker'],
  ['moderation', 'guardrail'],
  ['execute_tool', 'tool'],
  ['create_agent', 'agent'],
  ['invoke_agent', 'agent'],
  ['invoke_workflow', 'chain'],
  // Reads an answer that an earlier call was given: no run of a model.
  ['fetch_response', 'step'],
]);

/** `undefined`: no GenAI span. */
export function roleOf(attributes: Attributes): SpanRole | undefined {
  const role = roles.get(attributes[ATTR_GEN_AI_OPERATION_NAME]);
  return role ?? (attributes[ATTR_MCP_METHOD_NAME] === undefined ? undefined : 'step');
}
