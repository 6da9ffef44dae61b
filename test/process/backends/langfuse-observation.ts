/**
 * What a user of Langfuse sees of a span: https://langfuse.com/integrations/native/opentelemetry#property-mapping, written as tables of names, the
 * first that a span has counts. Where the page is silent (messages of the conventions, buckets of tokens, types by operation) the rule is
 * that of its server: `OtelIngestionProcessor` and `ObservationTypeMapper` in packages/shared/src/server/otel of langfuse/langfuse.
 */
import type { AttributeValues, SpanData } from '../../../packages/adapter-testing/src';

type AttributeValue = AttributeValues[string];

export interface LangfuseObservation {
  readonly traceName: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly model: AttributeValue | undefined;
  readonly modelParameters: AttributeValues;
  readonly input: unknown;
  readonly output: unknown;
  readonly usageDetails: Readonly<Record<string, number>>;
  readonly costDetails: unknown;
  readonly promptName: AttributeValue | undefined;
  readonly promptVersion: AttributeValue | undefined;
  readonly userId: AttributeValue | undefined;
  readonly sessionId: AttributeValue | undefined;
  readonly tags: AttributeValue | undefined;
  /** Filterable keys; all other attributes lie below `metadata.attributes`. */
  readonly metadata: AttributeValues;
  readonly completionStartTime: AttributeValue | undefined;
  readonly level: AttributeValue;
  readonly statusMessage: AttributeValue | undefined;
  readonly environment: AttributeValue | undefined;
  readonly release: AttributeValue | undefined;
}

export function langfuseObservation({ name, attributes, resource, status, parentSpanId }: SpanData): LangfuseObservation {
  const first = (...names: readonly string[]) => names.map((each) => attributes[each]).find((value) => value !== undefined);
  const type = typeOf(attributes);
  const generation = type === 'generation' || type === 'embedding';
  return {
    traceName: first('langfuse.trace.name') === undefined && parentSpanId === undefined ? name : undefined,
    name: String(first('gen_ai.tool.name') ?? name),
    type,
    model: generation
      ? first('langfuse.observation.model.name', 'gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'model')
      : undefined,
    modelParameters: generation ? withoutPrefix(attributes, 'gen_ai.request.', ['model']) : {},
    input:
      parsed(first('langfuse.observation.input', 'gen_ai.prompt', 'input.value')) ??
      messagesOf(attributes) ??
      parsed(first('gen_ai.tool.call.arguments')),
    output: parsed(
      first('langfuse.observation.output', 'gen_ai.completion', 'output.value', 'gen_ai.output.messages', 'gen_ai.tool.call.result'),
    ),
    usageDetails: type === 'agent' ? {} : usageOf(attributes),
    costDetails: parsed(first('langfuse.observation.cost_details')) ?? { total: first('gen_ai.usage.cost', 'llm.cost.total') },
    promptName: type === 'generation' ? first('langfuse.observation.prompt.name') : undefined,
    promptVersion: type === 'generation' ? first('langfuse.observation.prompt.version') : undefined,
    userId: first('langfuse.user.id', 'user.id'),
    sessionId: first('langfuse.session.id', 'session.id'),
    tags: first('langfuse.trace.tags'),
    metadata: { ...withoutPrefix(attributes, 'langfuse.trace.metadata.'), ...withoutPrefix(attributes, 'langfuse.observation.metadata.') },
    completionStartTime: first('langfuse.observation.completion_start_time'),
    level: first('langfuse.observation.level') ?? (status.code === 2 ? 'ERROR' : 'DEFAULT'),
    statusMessage: first('langfuse.observation.status_message') ?? status.message,
    environment: first('langfuse.environment') ?? resource['deployment.environment'] ?? resource['deployment.environment.name'],
    release: first('langfuse.release'),
  };
}

const openinferenceTypes: Readonly<Record<string, string>> = {
  CHAIN: 'chain',
  RETRIEVER: 'retriever',
  LLM: 'generation',
  EMBEDDING: 'embedding',
  AGENT: 'agent',
  TOOL: 'tool',
  GUARDRAIL: 'guardrail',
  EVALUATOR: 'evaluator',
};
const operationTypes: Readonly<Record<string, string>> = {
  chat: 'generation',
  text_completion: 'generation',
  generate_content: 'generation',
  embeddings: 'embedding',
  invoke_agent: 'agent',
  create_agent: 'agent',
  execute_tool: 'tool',
};

function typeOf(attributes: AttributeValues): string {
  const own = attributes['langfuse.observation.type'];
  const known =
    own ?? openinferenceTypes[String(attributes['openinference.span.kind'])] ?? operationTypes[String(attributes['gen_ai.operation.name'])];
  if (known !== undefined) return String(known);
  if (attributes['gen_ai.tool.name'] !== undefined) return 'tool';
  const hasModel = ['gen_ai.request.model', 'gen_ai.response.model', 'llm.model_name', 'model'].some(
    (name) => attributes[name] !== undefined,
  );
  return hasModel ? 'generation' : 'span';
}

/** Parts of the input and the output that Langfuse takes out of them; any other name is a bucket of its own. */
const buckets: Readonly<Record<string, readonly [bucket: string, of: string]>> = {
  'cache_read.input_tokens': ['input_cached_tokens', 'input'],
  'cache_write.input_tokens': ['input_cache_creation', 'input'],
  'reasoning.output_tokens': ['output_reasoning_tokens', 'output'],
};

function usageOf(attributes: AttributeValues): Record<string, number> {
  const own = attributes['langfuse.observation.usage_details'];
  if (typeof own === 'string') return JSON.parse(own) as Record<string, number>;
  const told = Object.entries(withoutPrefix(attributes, 'gen_ai.usage.', ['cost', 'input_tokens', 'output_tokens']));
  const usage: Record<string, number> = {};
  for (const kind of ['input', 'output']) {
    const whole = attributes[`gen_ai.usage.${kind}_tokens`] ?? attributes[`llm.token_count.${kind === 'input' ? 'prompt' : 'completion'}`];
    if (whole !== undefined) usage[kind] = Number(whole);
  }
  for (const [name, count] of told) {
    const [bucket, of] = buckets[name] ?? [name];
    usage[bucket] = Number(count);
    if (of !== undefined) usage[of] = (usage[of] ?? 0) - Number(count);
  }
  return usage;
}

function messagesOf(attributes: AttributeValues): unknown {
  const messages = parsed(attributes['gen_ai.input.messages']);
  const instructions = parsed(attributes['gen_ai.system_instructions']);
  if (!Array.isArray(messages)) return undefined;
  return instructions === undefined ? messages : [{ role: 'system', parts: instructions }, ...(messages as unknown[])];
}

function parsed(value: AttributeValue | undefined): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function withoutPrefix(attributes: AttributeValues, prefix: string, except: readonly string[] = []): AttributeValues {
  const entries = Object.entries(attributes).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(prefix.length), value] as const).filter(([name]) => !except.includes(name)),
  );
}
