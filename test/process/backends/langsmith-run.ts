/**
 * What a user of LangSmith sees of a span, by the tables of https://docs.langchain.com/langsmith/trace-with-opentelemetry and, for threads, of
 * https://docs.langchain.com/langsmith/threads. What the tables do not name is not shown.
 */
import type { AttributeValues, SpanData } from '../../../packages/adapter-testing/src';

type AttributeValue = AttributeValues[string];

export interface LangsmithRun {
  readonly name: AttributeValue;
  readonly runType: AttributeValue;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly model: AttributeValue | undefined;
  readonly temperature: AttributeValue | undefined;
  readonly usage: Readonly<Record<string, AttributeValue | undefined>>;
  readonly provider: AttributeValue | undefined;
  readonly thread: AttributeValue | undefined;
  readonly tags: readonly string[];
  readonly metadata: AttributeValues;
}

const prefix = 'langsmith.metadata.';

export function langsmithRun({ name, attributes }: SpanData): LangsmithRun {
  const entries = Object.entries(attributes).filter(([each]) => each.startsWith(prefix));
  const metadata = Object.fromEntries(entries.map(([each, value]) => [each.slice(prefix.length), value]));
  return {
    name: attributes['langsmith.trace.name'] ?? name,
    runType: attributes['langsmith.span.kind'] ?? typeOf(attributes),
    inputs: parsed(attributes['gen_ai.input.messages']),
    outputs: parsed(attributes['gen_ai.output.messages']),
    model: attributes['gen_ai.response.model'] ?? attributes['gen_ai.request.model'],
    temperature: attributes['gen_ai.request.temperature'],
    usage: {
      input_tokens: attributes['gen_ai.usage.input_tokens'] ?? attributes['llm.token_count.prompt'],
      output_tokens: attributes['gen_ai.usage.output_tokens'] ?? attributes['llm.token_count.completion'],
      reasoning_tokens: attributes['gen_ai.usage.details.reasoning_tokens'],
    },
    provider: metadata['ls_provider'] ?? attributes['gen_ai.system'] ?? attributes['llm.system'],
    thread: metadata['session_id'] ?? metadata['thread_id'] ?? metadata['conversation_id'],
    tags: String(attributes['langsmith.span.tags'] ?? '')
      .split(',')
      .filter((tag) => tag !== ''),
    metadata,
  };
}

/** `gen_ai.tool.name` makes a tool, and of the operations only these have a type; all else is a chain. */
function typeOf(attributes: AttributeValues): string {
  if (attributes['gen_ai.tool.name'] !== undefined) return 'tool';
  switch (attributes['gen_ai.operation.name']) {
    case 'chat':
    case 'completion':
      return 'llm';
    case 'embedding':
      return 'embedding';
    default:
      return 'chain';
  }
}

function parsed(value: AttributeValue | undefined): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}
