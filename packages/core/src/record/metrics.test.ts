import * as api from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import {
  capturePolicy,
  endedCall,
  failedOutcome,
  fullCall,
  metering,
  noTelemetry,
  startAttributes,
  tracing,
} from '../../test/recorded-call';
import { createMetricsRecorder, type MetricsOptions } from './metrics';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';

const base = { ...startAttributes, 'gen_ai.response.model': 'gpt-5-2026' };
const unknown = { ...base, 'gen_ai.token.modality': 'unknown' };
const seconds = { count: 1, sum: 1.5 };
const abandoned = { kind: 'abandoned', reason: 'reader_left' } as const;

async function measure(calls: readonly EndedCall[], options: Partial<MetricsOptions> = {}) {
  const { meter, points, shutdown } = metering();
  const recorder = createMetricsRecorder({ ...noTelemetry, meter: () => meter }, { families: 'current', chunkMetric: false, ...options });
  for (const call of calls) recorder.callEnded(call);
  const measured = await points();
  await shutdown();
  return measured;
}

describe('the current family', () => {
  test('a plain chat has a duration, tokens in total and tokens per operation', async () => {
    expect(await measure([endedCall()])).toEqual({
      'gen_ai.client.inference.duration': [{ attributes: base, value: seconds }],
      'gen_ai.client.inference.usage.input_tokens': [{ attributes: unknown, value: 100 }],
      'gen_ai.client.inference.usage.output_tokens': [{ attributes: unknown, value: 20 }],
      'gen_ai.client.inference.operation.input_tokens': [{ attributes: base, value: { count: 1, sum: 100 } }],
      'gen_ai.client.inference.operation.output_tokens': [{ attributes: base, value: { count: 1, sum: 20 } }],
    });
  });

  test('a stream with every fact has its first chunk, its subsets of tokens and its cost; modalities sum up to the total', async () => {
    const attributes = { ...base, 'openai.response.service_tier': 'default' };
    const of = (modality: string) => ({ ...attributes, 'gen_ai.token.modality': modality });
    expect(await measure([fullCall()])).toEqual({
      'gen_ai.client.inference.duration': [{ attributes, value: seconds }],
      'gen_ai.client.inference.time_to_first_chunk': [{ attributes, value: { count: 1, sum: 0.25 } }],
      'gen_ai.client.inference.usage.input_tokens': [
        { attributes: of('text'), value: 50 },
        { attributes: of('image'), value: 20 },
        { attributes: of('audio'), value: 10 },
        { attributes: of('unknown'), value: 20 },
      ],
      'gen_ai.client.inference.usage.output_tokens': [
        { attributes: of('text'), value: 40 },
        { attributes: of('image'), value: 8 },
        { attributes: of('audio'), value: 12 },
      ],
      'gen_ai.client.inference.usage.cache_read.input_tokens': [
        { attributes: of('audio'), value: 4 },
        { attributes: of('unknown'), value: 26 },
      ],
      'gen_ai.client.inference.usage.cache_write.input_tokens': [{ attributes: of('unknown'), value: 10 }],
      'gen_ai.client.inference.usage.reasoning.output_tokens': [{ attributes: of('unknown'), value: 15 }],
      'gen_ai.client.inference.operation.input_tokens': [{ attributes, value: { count: 1, sum: 100 } }],
      'gen_ai.client.inference.operation.output_tokens': [{ attributes, value: { count: 1, sum: 60 } }],
      'genspan.client.cost': [{ attributes, value: 0.003 }],
    });
  });

  test('modalities that exceed the total are not believed', async () => {
    const usage = { inputTokens: 10, outputTokens: 5, textInputTokens: 8, audioInputTokens: 8 };
    const measured = await measure([endedCall({ response: { model: 'gpt-5-2026', usage } })]);
    expect(measured['gen_ai.client.inference.usage.input_tokens']).toEqual([{ attributes: unknown, value: 10 }]);
  });

  test('embeddings have their own duration and input tokens, and no inference counters', async () => {
    const call = endedCall({ operation: 'embeddings', response: { model: 'gpt-5-2026', usage: { inputTokens: 9 } } });
    const attributes = { ...base, 'gen_ai.operation.name': 'embeddings' };
    expect(await measure([call])).toEqual({
      'gen_ai.client.embeddings.duration': [{ attributes, value: seconds }],
      'gen_ai.client.embeddings.operation.input_tokens': [{ attributes, value: { count: 1, sum: 9 } }],
    });
  });

  test.each(['retrieval', 'moderation', 'rerank'] as const)('a %s has the operation duration only', async (operation) => {
    const attributes = { ...base, 'gen_ai.operation.name': operation };
    expect(await measure([endedCall({ operation })])).toEqual({ 'gen_ai.client.operation.duration': [{ attributes, value: seconds }] });
  });

  test('a fetched response counts neither tokens nor cost', async () => {
    const call = endedCall({ operation: 'fetch_response', cost: { totalUsd: 1, source: 'override' }, timeToFirstChunkSeconds: 0.2 });
    const attributes = { ...base, 'gen_ai.operation.name': 'fetch_response' };
    expect(await measure([call])).toEqual({ 'gen_ai.client.operation.duration': [{ attributes, value: seconds }] });
  });

  test('gaps between chunks are recorded when asked for', async () => {
    const call = endedCall({ chunkGapsSeconds: [0.25, 0.5, 0.25] });
    const name = 'gen_ai.client.inference.time_per_output_chunk';
    expect(await measure([call])).not.toHaveProperty([name]);
    expect((await measure([call], { chunkMetric: true }))[name]).toEqual([{ attributes: base, value: { count: 3, sum: 1 } }]);
  });
});

describe('a call that did not complete', () => {
  test('failed without usage: duration with its error type, counters at 0, no token histogram', async () => {
    const attributes = startAttributes;
    const zero = [{ attributes: { ...attributes, 'gen_ai.token.modality': 'unknown' }, value: 0 }];
    expect(await measure([endedCall({ outcome: failedOutcome, response: {} })])).toEqual({
      'gen_ai.client.inference.duration': [{ attributes: { ...attributes, 'error.type': 'rate_limit_exceeded' }, value: seconds }],
      'gen_ai.client.inference.usage.input_tokens': zero,
      'gen_ai.client.inference.usage.output_tokens': zero,
    });
  });

  test('failed under way with usage: what was billed is counted, the histograms stay clean', async () => {
    const measured = await measure([endedCall({ outcome: failedOutcome })]);
    expect(measured['gen_ai.client.inference.usage.input_tokens']).toEqual([{ attributes: unknown, value: 100 }]);
    expect(measured).not.toHaveProperty(['gen_ai.client.inference.operation.input_tokens']);
  });

  test('abandoned: no latency at all, known tokens counted, the reason and the missing usage counted', async () => {
    const call = endedCall({
      request: { model: 'gpt-5', stream: true },
      outcome: abandoned,
      timeToFirstChunkSeconds: 0.25,
      chunkGapsSeconds: [0.1],
      response: { model: 'gpt-5-2026', usage: { inputTokens: 100 } },
    });
    expect(await measure([call], { families: 'both', chunkMetric: true })).toEqual({
      'gen_ai.client.inference.usage.input_tokens': [{ attributes: unknown, value: 100 }],
      'genspan.calls.abandoned': [{ attributes: { ...base, 'genspan.abandoned.reason': 'reader_left' }, value: 1 }],
      'genspan.usage.missing': [{ attributes: { ...base, 'genspan.usage.missing': 'stream_ended_early' }, value: 1 }],
    });
  });
});

test('content that was dropped is counted with its reason', async () => {
  const measured = await measure([endedCall({ content: { mode: 'redacted', dropped: 'queue_full' } })]);
  expect(measured['genspan.content.dropped']).toEqual([{ attributes: { ...base, 'genspan.content.dropped': 'queue_full' }, value: 1 }]);
});

test('users, sessions and fingerprints never become series', async () => {
  const secretive = { ...fullCall(), scopeAttributes: { 'user.id': 'u1', 'gen_ai.prompt.name': 'p' } };
  const measured = await measure([secretive], { families: 'both', chunkMetric: true });
  const names = new Set(Object.values(measured).flatMap((points) => points.flatMap(({ attributes }) => Object.keys(attributes))));
  expect([...names].toSorted()).toEqual([
    'gen_ai.operation.name',
    'gen_ai.provider.name',
    'gen_ai.request.model',
    'gen_ai.response.model',
    'gen_ai.token.modality',
    'gen_ai.token.type',
    'openai.response.service_tier',
    'server.address',
    'server.port',
  ]);
});

describe('the legacy family', () => {
  const durations = { 'gen_ai.client.operation.duration': [{ attributes: base, value: seconds }] };
  const tokens = {
    'gen_ai.client.token.usage': [
      { attributes: { ...base, 'gen_ai.token.type': 'input' }, value: { count: 1, sum: 100 } },
      { attributes: { ...base, 'gen_ai.token.type': 'output' }, value: { count: 1, sum: 20 } },
    ],
  };

  test('alone it has the duration of every operation and one token histogram', async () => {
    expect(await measure([endedCall()], { families: 'legacy' })).toEqual({ ...durations, ...tokens });
  });

  test('beside the current one neither loses anything', async () => {
    const both = await measure([endedCall()], { families: 'both' });
    expect(both).toEqual({ ...(await measure([endedCall()])), ...durations, ...tokens });
  });

  test('beside the current one a retrieval is measured once', async () => {
    const attributes = { ...base, 'gen_ai.operation.name': 'retrieval' };
    const measured = await measure([endedCall({ operation: 'retrieval', response: { model: 'gpt-5-2026' } })], { families: 'both' });
    expect(measured).toEqual({ 'gen_ai.client.operation.duration': [{ attributes, value: seconds }] });
  });

  test('a failed call has no tokens in it', async () => {
    expect(await measure([endedCall({ outcome: failedOutcome })], { families: 'legacy' })).not.toHaveProperty([
      'gen_ai.client.token.usage',
    ]);
  });
});

test('units and bucket boundaries are those of the conventions', async () => {
  const { meter, collect, shutdown } = metering();
  const recorder = createMetricsRecorder({ ...noTelemetry, meter: () => meter }, { families: 'both', chunkMetric: true });
  recorder.callEnded(fullCall({ chunkGapsSeconds: [0.1] }));
  const metrics = await collect();
  await shutdown();
  const shapeOf = (name: string) => {
    const metric = metrics.find(({ descriptor }) => descriptor.name === name);
    const value = metric?.dataPoints[0]?.value;
    return [metric?.descriptor.unit, typeof value === 'object' && 'buckets' in value ? value.buckets.boundaries : undefined];
  };
  const inSeconds = ['s', [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]];
  const inTokens = ['{token}', [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864]];
  expect(shapeOf('gen_ai.client.inference.duration')).toEqual(inSeconds);
  expect(shapeOf('gen_ai.client.inference.time_to_first_chunk')).toEqual(inSeconds);
  expect(shapeOf('gen_ai.client.inference.time_per_output_chunk')).toEqual(inSeconds);
  expect(shapeOf('gen_ai.client.operation.duration')).toEqual(inSeconds);
  expect(shapeOf('gen_ai.client.inference.operation.output_tokens')).toEqual(inTokens);
  expect(shapeOf('gen_ai.client.token.usage')).toEqual(inTokens);
  expect(shapeOf('gen_ai.client.inference.usage.input_tokens')).toEqual(['{token}', undefined]);
  expect(shapeOf('genspan.client.cost')).toEqual(['{USD}', undefined]);
});

test('a provider that is registered later gets the measurements from then on', async () => {
  const [first, second] = [metering(), metering()];
  let meter: api.Meter | undefined;
  const recorder = createMetricsRecorder({ ...noTelemetry, meter: () => meter }, { families: 'current', chunkMetric: false });
  recorder.callEnded(endedCall());
  meter = first.meter;
  recorder.callEnded(endedCall());
  meter = second.meter;
  recorder.callEnded(endedCall());
  recorder.callEnded(endedCall());
  const durations = async (source: typeof first) => (await source.points())['gen_ai.client.inference.duration'];
  expect(await durations(first)).toEqual([{ attributes: base, value: { count: 1, sum: 1.5 } }]);
  expect(await durations(second)).toEqual([{ attributes: base, value: { count: 2, sum: 3 } }]);
  await Promise.all([first.shutdown(), second.shutdown()]);
});

test('an unsampled call is measured, in the context of its span', async () => {
  const { tracer } = tracing(new AlwaysOffSampler());
  const { meter, shutdown } = metering();
  const contexts: (api.Context | undefined)[] = [];
  jest.spyOn(meter, 'createHistogram').mockImplementation(() => ({ record: (_value, _attributes, context) => contexts.push(context) }));
  const telemetry = { ...noTelemetry, tracer: () => tracer, meter: () => meter };
  const call = endedCall();
  createSpanRecorder(telemetry, capturePolicy()).callStarted?.(call);
  createMetricsRecorder(telemetry, { families: 'current', chunkMetric: false }).callEnded(call);
  await shutdown();
  expect(contexts).toHaveLength(3);
  for (const context of contexts) expect(context && api.trace.getSpan(context)).toBe(call.span);
});

test('without a meter nothing happens', () => {
  const recorder = createMetricsRecorder(noTelemetry, { families: 'both', chunkMetric: true });
  expect(() => recorder.callEnded(fullCall())).not.toThrow();
});
