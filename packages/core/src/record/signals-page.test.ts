/** `docs/signals.md` says what recorders emit: no more, no less. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  capturePolicy,
  endedCall,
  failedOutcome,
  fullCall,
  logging,
  metering,
  noTelemetry,
  safeJson,
  safeText,
  tracing,
} from '../../test/recorded-call';
import type { RecordedEvaluation } from '../quality/evaluation-result';
import { evaluationTarget } from '../quality/evaluation-target';
import { createEvaluationMetricsRecorder } from './evaluation-metrics';
import { createEventRecorder } from './event';
import { describeLine } from './json-log-line';
import { createLostEvaluations } from './lost-evaluations';
import { createMetricsRecorder } from './metrics';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';
import * as own from '../semconv/own';

const page = readFileSync(join(__dirname, '../../../../docs/signals.md'), 'utf8');

function section(title: string): string {
  const [, text = ''] = page.split(`\n## ${title}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** Names in the first column of the section's table. */
function namesIn(title: string): string[] {
  const rows = section(title).match(/^\| `[^|]*\|/gm) ?? [];
  return rows.flatMap((row) => Array.from(row.matchAll(/`([^`]+)`/g), ([, name = '']) => name)).toSorted();
}

const scopeAttributes = {
  'user.id': 'u1',
  'session.id': 's1',
  'gen_ai.prompt.name': 'greeting',
  'gen_ai.prompt.version': '3',
  'genspan.tags': ['beta'],
  'genspan.metadata.*': 7,
  'genspan.caller.evaluator': 'judge',
};
const anthropic = { provider: 'anthropic', request: { serviceTier: 'auto' }, response: { serviceTier: 'standard' } } as const;
const everyCall: EndedCall[] = [
  fullCall({ scopeAttributes, chunkGapsSeconds: [0.1] }),
  endedCall({ outcome: failedOutcome, content: { mode: 'redacted', dropped: 'deadline' } }),
  endedCall({ ...anthropic, outcome: { kind: 'abandoned', reason: 'never_read' }, request: { stream: true, serviceTier: 'auto' } }),
  fullCall({ operation: 'embeddings' }),
  fullCall({ operation: 'retrieval' }),
  fullCall({ operation: 'invoke_agent', isInProcess: true, agentCalls: { inferenceCalls: 2, toolCalls: 1 } }),
  endedCall({
    operation: 'execute_tool',
    isInProcess: true,
    request: { toolName: 'search', toolType: 'function', toolCallId: 'call_1' },
    content: {
      mode: 'redacted',
      toolArguments: safeJson({}),
      toolResult: safeJson({}),
      toolDescription: safeText('Searches.'),
    },
  }),
];

const evaluation: RecordedEvaluation = {
  target: evaluationTarget(noTelemetry, endedCall()),
  result: { name: 'relevance', label: 'pass', score: 0.9 },
  timeMs: endedCall().endTimeMs,
};

test('the table of attributes is what spans have', () => {
  const { tracer, spans } = tracing();
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy());
  for (const call of everyCall) {
    recorder.callStarted?.(call);
    recorder.callEnded(call);
  }
  const names = new Set(spans().flatMap(({ attributes }) => Object.keys(attributes)));
  expect(namesIn('Span')).toEqual([...names].toSorted());
});

test('every name of our own is on the page', () => {
  const names = Object.values(own).map((definition) => (typeof definition === 'string' ? definition : definition.name));
  expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test('the table of metrics is what both families have', async () => {
  const { meter, collect, shutdown } = metering();
  const recorder = createMetricsRecorder({ ...noTelemetry, meter: () => meter }, { families: 'both', chunkMetric: true });
  for (const call of everyCall) recorder.callEnded(call);
  const evaluations = createEvaluationMetricsRecorder({ ...noTelemetry, meter: () => meter });
  evaluations.evaluationRecorded?.(evaluation);
  createLostEvaluations({ ...noTelemetry, meter: () => meter })('sink_failed');
  const metrics = await collect();
  await shutdown();
  expect(namesIn('Metrics')).toEqual(metrics.map(({ descriptor }) => descriptor.name).toSorted());
  for (const { descriptor } of metrics)
    expect(section('Metrics')).toMatch(new RegExp(`\`${descriptor.name}\` \\| \\w+, ${descriptor.unit}`));
});

test('the table of events is what is emitted', () => {
  const { logger, records } = logging();
  const recorder = createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy());
  for (const call of everyCall) recorder.callEnded(call);
  recorder.evaluationRecorded?.(evaluation);
  expect(namesIn('Events')).toEqual([...new Set(records().map(({ eventName }) => eventName))].toSorted());
});

test('the example of a line is one', () => {
  const call = endedCall({
    scopeAttributes: { 'user.id': 'u-42' },
    request: { model: 'gpt-5', openaiApiType: 'chat_completions' },
    outcome: failedOutcome,
    httpStatus: 429,
    resendCount: 2,
    response: {},
    promptFingerprint: '9c56cc51b374c3ba',
    configHash: '2c26b46b68ffc68f',
  });
  const spanContext = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 };
  const [, example] = /```json\n(.*)\n```/.exec(section('JSON log')) ?? [];
  expect(example).toBe(describeLine(call, { serviceName: 'shop', spanContext }));
});
