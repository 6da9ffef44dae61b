import * as api from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { isModelCallContext, modelCallContext } from './call-scope';

const exporter = new InMemorySpanExporter();
const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }).getTracer('test');

test('the span of the call is active and no other span starts', () => {
  const span = tracer.startSpan('chat');
  const context = modelCallContext(api, api.ROOT_CONTEXT, { span });
  expect(api.trace.getSpanContext(context)).toBe(span.spanContext());
  expect(isTracingSuppressed(context)).toBe(true);
  expect(isModelCallContext(context)).toBe(true);
  tracer.startSpan('POST', {}, context).end();
  tracer.startSpan('outside').end();
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['outside']);
});

test('a call without a span keeps the span of its parent', () => {
  const parent = tracer.startSpan('request');
  const context = modelCallContext(api, api.trace.setSpan(api.ROOT_CONTEXT, parent));
  expect(api.trace.getSpan(context)).toBe(parent);
  expect(isTracingSuppressed(context)).toBe(true);
});

test('suppression by the application is not a model call', () => {
  expect(isModelCallContext(api.ROOT_CONTEXT)).toBe(false);
});
