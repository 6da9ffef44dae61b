import * as api from '@opentelemetry/api';
import { AlwaysOffSampler, SamplingDecision, type Sampler } from '@opentelemetry/sdk-trace';
import {
  capturePolicy,
  endAttributes,
  endedCall,
  failedOutcome,
  noTelemetry,
  redactedContent,
  safeText,
  startAttributes,
  startTimeMs,
  tracing,
} from '../../test/recorded-call';
import type { CapturePolicy } from '../content/capture-policy';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';

function record(call: EndedCall, { policy, sampler }: { policy?: Partial<CapturePolicy>; sampler?: Sampler } = {}) {
  const { tracer, spans } = tracing(sampler);
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy(policy));
  recorder.callStarted?.(call);
  recorder.callEnded(call);
  return spans();
}

test('a completed call is one CLIENT span from its start to its end, its status unset', () => {
  const [span, ...others] = record(endedCall());
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    name: 'chat gpt-5',
    kind: api.SpanKind.CLIENT,
    status: { code: api.SpanStatusCode.UNSET },
    startTime: [startTimeMs / 1_000, 0],
    endTime: [startTimeMs / 1_000 + 1, 500_000_000],
    events: [],
  });
  expect(span?.attributes).toEqual({ ...startAttributes, ...endAttributes });
});

test('a sampler is shown what is known at the start', () => {
  const shouldSample = jest.fn(() => ({ decision: SamplingDecision.NOT_RECORD }));
  record(endedCall({ scopeAttributes: { 'user.id': 'u1' } }), { sampler: { shouldSample, toString: () => 'test' } });
  expect(shouldSample).toHaveBeenCalledWith(
    api.ROOT_CONTEXT,
    expect.any(String),
    'chat gpt-5',
    api.SpanKind.CLIENT,
    { ...startAttributes, 'user.id': 'u1' },
    expect.anything(),
  );
});

test('the span is a child of the span the call was made in', () => {
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: api.TraceFlags.SAMPLED };
  const [span] = record(endedCall({ parentContext: api.trace.setSpanContext(api.ROOT_CONTEXT, parent) }));
  expect(span?.spanContext().traceId).toBe(parent.traceId);
  expect(span?.parentSpanContext?.spanId).toBe(parent.spanId);
});

test('a failed call has the status ERROR, described by captured text only', () => {
  const failed = { outcome: failedOutcome, response: {} };
  const [silent] = record(endedCall(failed));
  expect(silent?.status).toEqual({ code: api.SpanStatusCode.ERROR });
  expect(silent?.attributes['error.type']).toBe('rate_limit_exceeded');
  const [told] = record(
    endedCall({ ...failed, content: { mode: 'redacted', failureMessage: safeText('Key [API_KEY] is over its limit') } }),
  );
  expect(told?.status).toEqual({ code: api.SpanStatusCode.ERROR, message: 'Key [API_KEY] is over its limit' });
});

test('an abandoned call is no error', () => {
  const [span] = record(endedCall({ outcome: { kind: 'abandoned', reason: 'never_read' } }));
  expect(span?.status).toEqual({ code: api.SpanStatusCode.UNSET });
  expect(span?.attributes).not.toHaveProperty(['error.type']);
});

test('captured content stands on the span as JSON', () => {
  const [span] = record(endedCall({ content: redactedContent }));
  expect(span?.attributes).toEqual({
    ...startAttributes,
    ...endAttributes,
    'genspan.input.hash': 'sha256:in',
    'genspan.output.hash': 'sha256:out',
    'gen_ai.system_instructions': '[{"type":"text","content":"Be brief."}]',
    'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Mail [EMAIL]"}]}]',
    'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Done."}],"finish_reason":"stop"}]',
    'gen_ai.tool.definitions': '[{"type":"function","name":"mail"}]',
  });
});

test('a retrieval has its query as text and its documents as JSON', () => {
  const content = { mode: 'full', retrievalQuery: safeText('hours'), retrievalDocuments: redactedContent.toolDefinitions } as const;
  const [span] = record(endedCall({ operation: 'retrieval', request: { dataSourceId: 'vs_1' }, response: {}, content }));
  expect(span?.attributes).toEqual({
    'gen_ai.operation.name': 'retrieval',
    'gen_ai.provider.name': 'openai',
    'gen_ai.data_source.id': 'vs_1',
    'server.address': 'api.openai.com',
    'server.port': 443,
    'genspan.provider.source': 'host',
    'genspan.outcome': 'completed',
    'http.response.status_code': 200,
    'gen_ai.retrieval.query.text': 'hours',
    'gen_ai.retrieval.documents': '[{"type":"function","name":"mail"}]',
  });
});

test('a policy that sends content to events keeps it off the span', () => {
  const [span] = record(endedCall({ content: redactedContent }), { policy: { onSpan: false, onEvent: true } });
  expect(span?.attributes).not.toHaveProperty(['gen_ai.input.messages']);
});

test('an unsampled call has a span context and exports nothing', () => {
  const call = endedCall();
  expect(record(call, { sampler: new AlwaysOffSampler() })).toEqual([]);
  expect(call.span?.spanContext().traceFlags).toBe(api.TraceFlags.NONE);
});

test('a call that the active span of another instrumentation records already gets no second span', () => {
  const call = endedCall({ isOwnedByOther: true });
  expect(record(call)).toEqual([]);
  expect(call.span).toBeUndefined();
});

test('without a tracer nothing happens', () => {
  const recorder = createSpanRecorder(noTelemetry, capturePolicy());
  const call = endedCall();
  recorder.callStarted?.(call);
  recorder.callEnded(call);
  expect(call.span).toBeUndefined();
});
