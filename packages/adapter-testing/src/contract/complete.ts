/** Every call is told once, with how it ended. */
import { isDeepStrictEqual } from 'node:util';
import type { ExpectedCall } from '../application/scenario';
import type { SpanData } from '../collector/otlp-json';
import { controlPath } from '../provider/fake-provider';
import type { ContractRun } from './contract-run';
import { modelOf, type ScenarioRun, scenarioRuns } from './scenario-runs';
import type { Findings } from './transparent';

/** The part of a span that says how a call ended, comparable between expectation and reality. */
interface CallSummary {
  readonly name: string;
  readonly kind: number;
  readonly operation: unknown;
  readonly provider: unknown;
  readonly outcome: unknown;
  readonly reason: unknown;
  readonly stream: unknown;
  readonly isError: boolean;
  readonly resendCount: unknown;
}

export function modelSpans(run: Pick<ContractRun, 'spans'>): SpanData[] {
  return run.spans.filter((span) => 'gen_ai.operation.name' in span.attributes);
}

/** Calls that name a model are compared by scenario, the few without one all together under `without a model`. */
export function callDifferences(run: ContractRun): Findings {
  const expected: Record<string, CallSummary[]> = {};
  for (const scenarioRun of scenarioRuns(run)) {
    const { key, calls } = scenarioRun;
    const resendCount = resendCountOf(scenarioRun, run);
    expected[key] ??= [];
    for (const call of calls) {
      const group = modelOf(call, key) === undefined ? withoutModel : key;
      for (let count = call.times ?? 1; count > 0; count -= 1) (expected[group] ??= []).push(expectedSummary(call, key, run, resendCount));
    }
  }
  const actual: Record<string, CallSummary[]> = {};
  for (const span of modelSpans(run)) (actual[String(span.attributes['gen_ai.request.model'] ?? withoutModel)] ??= []).push(summary(span));
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const found = keys.map((key) => {
    const wanted = expected[key] ?? [];
    const isAnyReason = wanted.some(({ reason }) => reason === anyReason);
    const seen = (actual[key] ?? []).map((call) => (isAnyReason ? { ...call, reason: anyReason } : call));
    return [key, { expected: sorted(wanted), actual: sorted(seen) }] as const;
  });
  return Object.fromEntries(found.filter(([, pair]) => !isDeepStrictEqual(pair.expected, pair.actual)));
}

const withoutModel = 'without a model';
const anyReason = 'any';

function expectedSummary(call: ExpectedCall, key: string, run: ContractRun, resendCount: number): CallSummary {
  const model = modelOf(call, key);
  const target = call.operation === 'fetch_response' ? undefined : (call.target ?? model);
  return {
    name: target === undefined ? call.operation : `${call.operation} ${target}`,
    kind: call.isInProcess ? 1 : 3,
    operation: call.operation,
    provider: call.isInProcess ? undefined : (call.provider ?? run.set.provider),
    outcome: call.outcome,
    reason: call.outcome === 'abandoned' ? (call.reason ?? anyReason) : undefined,
    stream: call.stream,
    isError: call.outcome === 'failed',
    resendCount: call.resendCount ?? resendCount,
  };
}

/** Requests beyond the first, where all requests of a scenario belong to one call. */
function resendCountOf({ key, calls }: ScenarioRun, { requests, set }: ContractRun): number {
  const [call, ...others] = calls;
  if (call === undefined || others.length > 0 || (call.times ?? 1) > 1) return 0;
  const sent = requests.filter(
    (request) => request.key === key && set.routes.some(({ path }) => path.test(request.path.split('?')[0] ?? '')),
  );
  return Math.max(0, sent.length - 1);
}

function summary({ name, kind, attributes, status }: SpanData): CallSummary {
  return {
    name,
    kind,
    operation: attributes['gen_ai.operation.name'],
    provider: attributes['gen_ai.provider.name'],
    outcome: attributes['genspan.outcome'],
    reason: attributes['genspan.abandoned.reason'] === 'shutdown' ? 'never_read' : attributes['genspan.abandoned.reason'],
    stream: attributes['gen_ai.request.stream'],
    isError: status.code === 2,
    resendCount: attributes['http.request.resend_count'] ?? 0,
  };
}

function sorted(summaries: readonly CallSummary[]): CallSummary[] {
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
