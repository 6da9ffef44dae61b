/** Every call is told once, with how it ended. */
import { isDeepStrictEqual } from 'node:util';
import type { ExpectedCall } from '../application/scenario';
import type { SpanData } from '../collector/otlp-json';
import { controlPath } from '../provider/fake-provider';
import type { ContractRun } from './contract-run';
import { modelOf, scenarioRuns } from './scenario-runs';
import type { Findings } from './transparent';

/** The part of a span that says how a call ended, comparable between expectation and reality. */
interface CallSummary {
  readonly name: string;
  readonly kind: number;
  readonly operation: unknown;
  readonly provider: unknown;
  readonly outcome: unknown;
  readonly stream: unknown;
  readonly isError: boolean;
}

export function modelSpans(run: Pick<ContractRun, 'spans'>): SpanData[] {
  return run.spans.filter((span) => 'gen_ai.operation.name' in span.attributes);
}

/** Calls that name a model are compared by scenario, the few without one all together under `without a model`. */
export function callDifferences(run: ContractRun): Findings {
  const expected: Record<string, CallSummary[]> = {};
  for (const { key, calls } of scenarioRuns(run)) {
    expected[key] ??= [];
    for (const call of calls) {
      const group = modelOf(call, key) === undefined ? withoutModel : key;
      for (let count = call.times ?? 1; count > 0; count -= 1) (expected[group] ??= []).push(expectedSummary(call, key, run));
    }
  }
  const actual: Record<string, CallSummary[]> = {};
  for (const span of modelSpans(run)) (actual[String(span.attributes['gen_ai.request.model'] ?? withoutModel)] ??= []).push(summary(span));
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const found = keys.map((key) => [key, { expected: sorted(expected[key]), actual: sorted(actual[key]) }] as const);
  return Object.fromEntries(found.filter(([, pair]) => !isDeepStrictEqual(pair.expected, pair.actual)));
}

const withoutModel = 'without a model';

function expectedSummary(call: ExpectedCall, key: string, run: ContractRun): CallSummary {
  const model = modelOf(call, key);
  const target = call.operation === 'fetch_response' ? undefined : (call.target ?? model);
  return {
    name: target === undefined ? call.operation : `${call.operation} ${target}`,
    kind: 3,
    operation: call.operation,
    provider: call.provider ?? run.set.provider,
    outcome: call.outcome,
    stream: call.stream,
    isError: call.outcome === 'failed',
  };
}

function summary({ name, kind, attributes, status }: SpanData): CallSummary {
  return {
    name,
    kind,
    operation: attributes['gen_ai.operation.name'],
    provider: attributes['gen_ai.provider.name'],
    outcome: attributes['genspan.outcome'],
    stream: attributes['gen_ai.request.stream'],
    isError: status.code === 2,
  };
}

function sorted(summaries: readonly CallSummary[] = []): CallSummary[] {
  return summaries.toSorted((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
}

/** Spans that nobody asked for: the HTTP requests below model calls, or a second span by the SDK itself. */
export function surplusSpans(run: ContractRun): Findings {
  const isOwnRequest = (span: SpanData): boolean => String(span.attributes['url.full']).startsWith(run.providerOrigin + controlPath);
  const surplus = run.spans.filter((span) => !('gen_ai.operation.name' in span.attributes) && !isOwnRequest(span));
  return Object.fromEntries(surplus.map((span) => [`${span.scope}: ${span.name}`, span.attributes]));
}

/** The JSON log tells the same calls as the spans do. */
export function logDifferences(run: ContractRun): Findings {
  const fromSpans = modelSpans(run).map(({ attributes, traceId, spanId }) => `${traceId} ${spanId} ${attributes['genspan.outcome']}`);
  const fromLog = run.logLines.map((line) => {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return `${entry['trace_id']} ${entry['span_id']} ${entry['genspan.outcome']}`;
  });
  return {
    ...Object.fromEntries(fromSpans.filter((call) => !fromLog.includes(call)).map((call) => [call, 'has a span and no log line'])),
    ...Object.fromEntries(fromLog.filter((call) => !fromSpans.includes(call)).map((call) => [call, 'has a log line and no span'])),
  };
}
