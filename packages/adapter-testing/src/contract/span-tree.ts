/** What a trace looks like from above, as text. */
import type { SpanData } from '../collector/otlp-json';

/**
 * One line a span: its name, how it ended where that is not `completed`, and the tokens that it counts, as `input+output`. Spans of one parent
 * stand in alphabetical order, since parallel ones have no other.
 */
export function describeTree(spans: readonly SpanData[], rootName: string): readonly string[] {
  const root = spans.find(({ name }) => name === rootName);
  return root === undefined ? [] : describeBelow(spans, root);
}

function describeBelow(spans: readonly SpanData[], span: SpanData): string[] {
  const children = spans.filter(({ traceId, parentSpanId }) => traceId === span.traceId && parentSpanId === span.spanId);
  const below = children.map((child) => describeBelow(spans, child)).toSorted((one, other) => one.join().localeCompare(other.join()));
  return [describeSpan(span), ...below.flat().map((line) => `  ${line}`)];
}

function describeSpan({ name, attributes }: SpanData): string {
  const { 'gen_ai.usage.input_tokens': input, 'gen_ai.usage.output_tokens': output = 0, 'genspan.outcome': outcome } = attributes;
  const ending = outcome === undefined || outcome === 'completed' ? [] : [String(outcome)];
  return [name, ...ending, ...(input === undefined ? [] : [`${String(input)}+${String(output)}`])].join(' ');
}
