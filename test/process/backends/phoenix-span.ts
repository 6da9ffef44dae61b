/**
 * What a user of Phoenix or Arize AX sees of a span. Both make OpenInference of `gen_ai.*` when a span arrives, and fill in only what is missing:
 * https://arize.com/docs/phoenix/release-notes/05-2026/05-15-2026-otel-semconv-conversion, in detail `src/phoenix/trace/gen_ai/conversion.py` of
 * Arize-ai/phoenix. Cost: https://arize.com/docs/ax/instrument/how-cost-tracking-works.
 */
import type { AttributeValues, SpanData } from '../../../packages/adapter-testing/src';

type AttributeValue = AttributeValues[string];

export interface PhoenixSpan {
  readonly kind: AttributeValue | undefined;
  readonly model: AttributeValue | undefined;
  readonly promptTokens: AttributeValue | undefined;
  readonly completionTokens: AttributeValue | undefined;
  readonly cacheReadTokens: AttributeValue | undefined;
  readonly inputRoles: readonly string[];
  readonly outputRoles: readonly string[];
  readonly session: AttributeValue | undefined;
  readonly user: AttributeValue | undefined;
  readonly tags: AttributeValue | undefined;
  readonly metadata: unknown;
  /** What Arize AX keeps of the sender; `undefined`: it estimates by a table of its own, as Phoenix always does. */
  readonly costUsd: AttributeValue | undefined;
}

const kinds: Readonly<Record<string, string>> = {
  chat: 'LLM',
  text_completion: 'LLM',
  generate_content: 'LLM',
  embeddings: 'EMBEDDING',
  execute_tool: 'TOOL',
  retrieval: 'RETRIEVER',
  invoke_agent: 'AGENT',
  create_agent: 'AGENT',
};

export function phoenixSpan({ attributes }: SpanData): PhoenixSpan {
  const first = (...names: readonly string[]) => names.map((name) => attributes[name]).find((value) => value !== undefined);
  const metadata = attributes['metadata'];
  return {
    kind: attributes['openinference.span.kind'] ?? kinds[String(attributes['gen_ai.operation.name'])],
    model: first('llm.model_name', 'embedding.model_name', 'gen_ai.request.model'),
    promptTokens: first('llm.token_count.prompt', 'gen_ai.usage.input_tokens'),
    completionTokens: first('llm.token_count.completion', 'gen_ai.usage.output_tokens'),
    cacheReadTokens: first('llm.token_count.prompt_details.cache_read', 'gen_ai.usage.cache_read.input_tokens'),
    inputRoles: rolesOf(attributes['gen_ai.input.messages']),
    outputRoles: rolesOf(attributes['gen_ai.output.messages']),
    session: first('session.id', 'gen_ai.conversation.id'),
    user: attributes['user.id'],
    tags: attributes['tag.tags'],
    metadata: typeof metadata === 'string' ? JSON.parse(metadata) : undefined,
    costUsd: attributes['llm.cost.total'],
  };
}

function rolesOf(messages: AttributeValue | undefined): readonly string[] {
  if (typeof messages !== 'string') return [];
  return (JSON.parse(messages) as ReadonlyArray<{ readonly role: string }>).map(({ role }) => role);
}
