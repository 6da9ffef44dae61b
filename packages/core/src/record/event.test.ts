import * as api from '@opentelemetry/api';
import {
  capturePolicy,
  endAttributes,
  endedCall,
  failedOutcome,
  logging,
  noTelemetry,
  redactedContent,
  safeText,
  startAttributes,
  startTimeMs,
  tracing,
} from '../../test/recorded-call';
import type { CapturePolicy } from '../content/capture-policy';
import { evaluationTarget } from '../quality/evaluation-target';
import { createEventRecorder } from './event';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';

function emitted(call: EndedCall, policy: Partial<CapturePolicy> = { onEvent: true }) {
  const { logger, records } = logging();
  createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy(policy)).callEnded(call);
  return records();
}

test('an inference is one DEBUG event with what the span says, and its duration', () => {
  const [record, ...others] = emitted(endedCall());
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    eventName: 'gen_ai.client.inference.operation.details',
    severityNumber: api.SeverityNumber.DEBUG,
    hrTime: [startTimeMs / 1_000 + 1, 500_000_000],
    body: undefined,
  });
  expect(record?.attributes).toEqual({ ...startAttributes, ...endAttributes, 'genspan.duration_seconds': 1.5 });
});

test('captured content stands on the event as objects', () => {
  const [record] = emitted(endedCall({ content: redactedContent }));
  expect(record?.attributes).toEqual({
    ...startAttributes,
    ...endAttributes,
    'genspan.duration_seconds': 1.5,
    'genspan.input.hash': 'sha256:in',
    'genspan.output.hash': 'sha256:out',
    'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }],
    'gen_ai.input.messages': [{ role: 'user', parts: [{ type: 'text', content: 'Mail [EMAIL]' }] }],
    'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'Done.' }], finish_reason: 'stop' }],
    'gen_ai.tool.definitions': [{ type: 'function', name: 'mail' }],
  });
});

test('a policy that sends content to spans keeps it off the event', () => {
  const [record] = emitted(endedCall({ content: redactedContent }), { onSpan: true, onEvent: false });
  expect(record?.attributes).not.toHaveProperty(['gen_ai.input.messages']);
});

test.each(['embeddings', 'retrieval', 'fetch_response', 'moderation'] as const)('a %s that ends well has no event', (operation) => {
  expect(emitted(endedCall({ operation }))).toEqual([]);
});

test('an evaluation is one INFO event, of the time it is told, with who judged and why', () => {
  const { logger, records } = logging();
  const recorder = createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy());
  const target = { context: api.ROOT_CONTEXT, attributes: { 'gen_ai.response.id': 'resp_1' } };
  recorder.evaluationRecorded?.({ target, result: { name: 'guardrail', label: 'fail' }, timeMs: startTimeMs });
  const result = {
    name: 'relevance',
    score: 0.25,
    reason: 'off_topic',
    explanation: safeText('Not asked.'),
    evaluator: { name: 'judge', version: '2', model: 'gpt-5' },
  };
  recorder.evaluationRecorded?.({ target, result, timeMs: startTimeMs });
  expect(records()).toMatchObject([
    { eventName: 'gen_ai.evaluation.result', severityNumber: api.SeverityNumber.INFO, hrTime: [startTimeMs / 1_000, 0] },
    { eventName: 'gen_ai.evaluation.result' },
  ]);
  expect(records().map(({ attributes }) => attributes)).toEqual([
    { 'gen_ai.response.id': 'resp_1', 'gen_ai.evaluation.name': 'guardrail', 'gen_ai.evaluation.score.label': 'fail' },
    {
      'gen_ai.response.id': 'resp_1',
      'gen_ai.evaluation.name': 'relevance',
      'gen_ai.evaluation.score.value': 0.25,
      'gen_ai.evaluation.explanation': 'Not asked.',
      'genspan.evaluation.reason': 'off_topic',
      'genspan.evaluator.name': 'judge',
      'genspan.evaluator.version': '2',
      'genspan.evaluator.model': 'gpt-5',
    },
  ]);
});

test('a failed call has an exception event of severity WARN with captured text only', () => {
  const identity = { promptFingerprint: '9c56cc51b374c3ba', configHash: '2c26b46b68ffc68f' };
  const failed = { outcome: failedOutcome, response: {}, scopeAttributes: { 'user.id': 'u1' }, ...identity };
  const [, silent] = emitted(endedCall(failed));
  expect(silent).toMatchObject({ eventName: 'gen_ai.client.operation.exception', severityNumber: api.SeverityNumber.WARN });
  const expected = {
    ...startAttributes,
    'user.id': 'u1',
    'genspan.prompt.fingerprint': '9c56cc51b374c3ba',
    'genspan.config.hash': '2c26b46b68ffc68f',
    'error.type': 'rate_limit_exceeded',
    'exception.type': 'RateLimitError',
  };
  expect(silent?.attributes).toEqual(expected);

  const content = {
    mode: 'redacted',
    failureMessage: safeText('over the limit'),
    failureStack: safeText('Error: over\n  at app'),
  } as const;
  const [, told] = emitted(endedCall({ ...failed, content }));
  expect(told?.attributes).toEqual({
    ...expected,
    'exception.message': 'over the limit',
    'exception.stacktrace': 'Error: over\n  at app',
  });
});

test('a failure without an exception is named by its error type', () => {
  const [record] = emitted(endedCall({ operation: 'embeddings', outcome: { kind: 'failed', failure: { type: 'server_error' } } }));
  expect(record?.attributes['exception.type']).toBe('server_error');
});

test('an abandoned call has no exception event', () => {
  const records = emitted(endedCall({ outcome: { kind: 'abandoned', reason: 'shutdown' } }));
  expect(records.map(({ eventName }) => eventName)).toEqual(['gen_ai.client.inference.operation.details']);
});

test('an event belongs to the span of its call, which has ended', () => {
  const { tracer } = tracing();
  const { logger, records } = logging();
  const telemetry = { ...noTelemetry, tracer: () => tracer, logger: () => logger };
  const call = endedCall();
  const spanRecorder = createSpanRecorder(telemetry, capturePolicy());
  spanRecorder.callStarted?.(call);
  spanRecorder.callEnded(call);
  const recorder = createEventRecorder(telemetry, capturePolicy());
  recorder.callEnded(call);
  const target = evaluationTarget(telemetry, call);
  recorder.evaluationRecorded?.({ target, result: { name: 'guardrail', label: 'pass' }, timeMs: startTimeMs });
  expect(call.span?.isRecording()).toBe(false);
  expect(records().map(({ eventName, spanContext }) => ({ eventName, spanContext }))).toEqual([
    { eventName: 'gen_ai.client.inference.operation.details', spanContext: call.span?.spanContext() },
    { eventName: 'gen_ai.evaluation.result', spanContext: call.span?.spanContext() },
  ]);
});

test('a logger that nobody listens to is asked and then left alone', () => {
  const logger = { enabled: jest.fn(() => false), emit: jest.fn() };
  createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy()).callEnded(endedCall());
  expect(logger.enabled).toHaveBeenCalledWith({
    context: api.ROOT_CONTEXT,
    severityNumber: api.SeverityNumber.DEBUG,
    eventName: 'gen_ai.client.inference.operation.details',
  });
  expect(logger.emit).not.toHaveBeenCalled();
});

test('a logger of an older API, which cannot be asked, gets the event', () => {
  const emit = jest.fn();
  createEventRecorder({ ...noTelemetry, logger: () => ({ emit }) as unknown as api.Logger }, capturePolicy()).callEnded(endedCall());
  expect(emit).toHaveBeenCalledTimes(1);
});

test('without a logger nothing happens', () => {
  expect(() => createEventRecorder(noTelemetry, capturePolicy()).callEnded(endedCall({ outcome: failedOutcome }))).not.toThrow();
});
