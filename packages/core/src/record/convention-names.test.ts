/** What recorders emit, held against the conventions themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capturePolicy, failedOutcome, fullCall, logging, metering, noTelemetry, safeText, tracing } from '../../test/recorded-call';
import { evaluationTarget } from '../quality/evaluation-target';
import { createEventRecorder } from './event';
import { createMetricsRecorder } from './metrics';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';

interface Registry {
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
  readonly metrics: readonly { readonly name: string; readonly unit: string; readonly instrument: string }[];
  readonly events: readonly { readonly name: string }[];
}
const registry: Registry = JSON.parse(readFileSync(join(__dirname, '../../../../scripts/semconv/registry.json'), 'utf8'));
const typeOf = new Map(registry.attributes.map(({ name, type }) => [name, type]));

const failed: EndedCall = {
  ...fullCall(),
  outcome: failedOutcome,
  content: { ...fullCall().content, failureMessage: safeText('over'), failureStack: safeText('at app') },
};
const everyCall = [fullCall({ chunkGapsSeconds: [0.1] }), failed];
const ownNames = /^(genspan\.|http\.|gen_ai\.usage\.cost$)/;

function expectConventional(attributes: Readonly<Record<string, unknown>>, structured: 'string' | 'object') {
  for (const [name, value] of Object.entries(attributes)) {
    if (ownNames.test(name)) continue;
    const type = typeOf.get(name);
    expect([name, type, hasType(value, type, structured)]).toEqual([name, type, true]);
  }
}

function hasType(value: unknown, type: string | undefined, structured: 'string' | 'object'): boolean {
  switch (type) {
    case 'string':
    case 'enum<string>':
      return typeof value === 'string';
    case 'int':
      return Number.isInteger(value);
    case 'double':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'string[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'any':
      return structured === 'object' ? typeof value === 'object' : typeof JSON.parse(String(value)) === 'object';
    default:
      return false;
  }
}

test.each(everyCall)('attributes of spans are in the registry and have its types', (call) => {
  const { tracer, spans } = tracing();
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy());
  const recorded = { ...call };
  recorder.callStarted?.(recorded);
  recorder.callEnded(recorded);
  expect(spans()).toHaveLength(1);
  for (const { attributes } of spans()) expectConventional(attributes, 'string');
});

test('events and their attributes are in the registry, content as structures', () => {
  const { logger, records } = logging();
  const recorder = createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy({ onEvent: true }));
  for (const call of everyCall) {
    recorder.callEnded(call);
    const result = { name: 'relevance', label: 'pass', score: 0.9, explanation: safeText('Said so.') };
    recorder.evaluationRecorded?.({ target: evaluationTarget(noTelemetry, call), result, timeMs: call.endTimeMs });
  }
  expect(
    records()
      .map(({ eventName }) => eventName)
      .toSorted(),
  ).toEqual([
    'gen_ai.client.inference.operation.details',
    'gen_ai.client.inference.operation.details',
    'gen_ai.client.operation.exception',
    'gen_ai.evaluation.result',
    'gen_ai.evaluation.result',
  ]);
  const known = new Set(registry.events.map(({ name }) => name));
  for (const { eventName, attributes } of records()) {
    expect(known).toContain(eventName);
    expectConventional(attributes, 'object');
  }
});

test('metrics of the current family, their units and attributes are in the registry', async () => {
  const { meter, collect, shutdown } = metering();
  const recorder = createMetricsRecorder({ ...noTelemetry, meter: () => meter }, { families: 'current', chunkMetric: true });
  for (const call of everyCall) recorder.callEnded(call);
  recorder.callEnded(fullCall({ operation: 'embeddings' }));
  recorder.callEnded(fullCall({ operation: 'retrieval' }));
  const metrics = await collect();
  await shutdown();
  const conventional = metrics.filter(({ descriptor }) => !descriptor.name.startsWith('genspan.'));
  expect(conventional).toHaveLength(13);
  for (const { descriptor, dataPoints } of conventional) {
    const { name, unit } = descriptor;
    expect(registry.metrics).toContainEqual(expect.objectContaining({ name, unit }));
    for (const { attributes } of dataPoints) expectConventional(attributes, 'string');
  }
});
