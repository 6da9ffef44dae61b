/** Metrics and events tell the same calls as the spans. */
import { isDeepStrictEqual } from 'node:util';
import type { SpanData } from '../collector/otlp-json';
import { modelSpans } from './complete';
import type { ContractRun } from './contract-run';
import type { Findings } from './transparent';

const inferenceOperations = new Set(['chat', 'text_completion', 'generate_content', 'transcription']);
const isInference = ({ attributes }: SpanData): boolean => inferenceOperations.has(String(attributes['gen_ai.operation.name']));
const isOutcome =
  (outcome: string) =>
  (span: SpanData): boolean =>
    span.attributes['genspan.outcome'] === outcome;
const isAbandoned = isOutcome('abandoned');
/** The SDK under a framework has told the call: everywhere but in the tree of spans it stands there alone. */
const isToldInside = ({ attributes }: SpanData): boolean => attributes['genspan.usage.missing'] === 'told_by_inner_call';
const isInProcess = ({ kind }: SpanData): boolean => kind === 1;
const isModeration = ({ attributes }: SpanData): boolean => attributes['gen_ai.operation.name'] === 'moderation';
const isTool = ({ attributes }: SpanData): boolean => attributes['gen_ai.operation.name'] === 'execute_tool';

/** What each metric must add up to, counted from the spans. Abandoned calls are kept out of durations: nobody waited for them. */
export function metricDifferences(run: ContractRun): Findings {
  const spans = modelSpans(run).filter((span) => !isToldInside(span));
  const waitedFor = spans.filter((span) => !isAbandoned(span));
  const isEmbeddings = ({ attributes }: SpanData): boolean => attributes['gen_ai.operation.name'] === 'embeddings';
  const isAgent = (span: SpanData): boolean =>
    isInProcess(span) && ['invoke_agent', 'invoke_workflow'].includes(String(span.attributes['gen_ai.operation.name']));
  const inference = spans.filter(isInference);
  const expected = {
    'gen_ai.client.inference.duration': waitedFor.filter(isInference).length,
    'gen_ai.client.embeddings.duration': waitedFor.filter(isEmbeddings).length,
    'gen_ai.client.operation.duration': waitedFor.filter(
      (span) => !isInference(span) && !isEmbeddings(span) && !isTool(span) && !isAgent(span),
    ).length,
    'gen_ai.invoke_agent.duration': waitedFor.filter(isAgent).length,
    'gen_ai.execute_tool.duration': waitedFor.filter(isTool).length,
    'gen_ai.client.inference.usage.input_tokens': sumOf(inference, 'gen_ai.usage.input_tokens'),
    'gen_ai.client.inference.usage.output_tokens': sumOf(inference, 'gen_ai.usage.output_tokens'),
    'gen_ai.client.inference.usage.cache_read.input_tokens': sumOf(inference, 'gen_ai.usage.cache_read.input_tokens'),
    'gen_ai.client.inference.usage.reasoning.output_tokens': sumOf(inference, 'gen_ai.usage.reasoning.output_tokens'),
    'genspan.client.cost': sumOf(spans, 'gen_ai.usage.cost'),
    'genspan.calls.abandoned': spans.filter(isAbandoned).length,
  };
  const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, total(run, name)]));
  return different(expected, actual);
}

/** One event for each inference, one for each failure, one for each judgement of a text, linked to its span. The answers of the harness judge once. */
export function eventDifferences(run: ContractRun): Findings {
  const spans = modelSpans(run).filter((span) => !isToldInside(span));
  const failed = spans.filter(isOutcome('failed'));
  const expected = {
    'gen_ai.client.inference.operation.details': linksOf(spans.filter(isInference)),
    'gen_ai.evaluation.result': linksOf(spans.filter((span) => isModeration(span) && isOutcome('completed')(span))),
    'gen_ai.client.operation.exception': linksOf(failed.filter((span) => !isInProcess(span))),
    'gen_ai.execute_tool.exception': linksOf(failed.filter(isTool)),
  };
  const records = run.logRecords;
  const actual = Object.fromEntries(
    Object.keys(expected).map((name) => [name, linksOf(records.filter(({ eventName }) => eventName === name))]),
  );
  return different(expected, actual);
}

function different(expected: Findings, actual: Findings): Findings {
  const names = Object.keys(expected).filter((name) => !isDeepStrictEqual(expected[name], actual[name]));
  return Object.fromEntries(names.map((name) => [name, { spans: expected[name], signal: actual[name] }]));
}

function linksOf(items: readonly { readonly traceId: string | undefined; readonly spanId: string | undefined }[]): string[] {
  return items.map(({ traceId, spanId }) => `${traceId} ${spanId}`).toSorted();
}

function total({ metrics }: ContractRun, name: string): number {
  const points = metrics.filter((metric) => metric.name === name).flatMap((metric) => metric.points);
  return rounded(points.reduce((sum, { count, value }) => sum + (count ?? value ?? 0), 0));
}

function sumOf(spans: readonly SpanData[], attribute: string): number {
  return rounded(spans.reduce((sum, { attributes }) => sum + Number(attributes[attribute] ?? 0), 0));
}

/** Sums of costs differ in their last digits by the order they are added in. */
function rounded(sum: number): number {
  return Number(sum.toFixed(9));
}
