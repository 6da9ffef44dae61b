import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attributes, Span } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { otherInstrumentations, ownedByOther } from './other-instrumentations';

const provider = new TracerProvider();

function spanOf(scope: string, attributes: Attributes): Span {
  return provider.getTracer(scope).startSpan('chat', { attributes });
}

test.each([
  ['@opentelemetry/instrumentation-openai', { 'gen_ai.operation.name': 'chat' }],
  ['@arizeai/openinference-instrumentation-openai', { 'openinference.span.kind': 'LLM' }],
  ['@traceloop/instrumentation-openai', { 'gen_ai.operation.name': 'chat' }],
  ['@traceloop/instrumentation-openai', { 'llm.request.type': 'chat' }],
  ['ai', { 'ai.operationId': 'ai.streamText.doStream' }],
  ['@sentry/opentelemetry', { 'gen_ai.operation.name': 'responses' }],
  ['langfuse-sdk', { 'langfuse.observation.type': 'generation' }],
])('a model call of %s marked %j is owned by it', (scope, attributes) => {
  expect(ownedByOther(spanOf(scope, attributes))).toBe(true);
});

test.each([
  ['my-app', { 'gen_ai.operation.name': 'chat' }],
  ['@arizeai/openinference-instrumentation-langchain', { 'openinference.span.kind': 'CHAIN' }],
  ['ai', { 'ai.operationId': 'ai.streamText' }],
  ['@traceloop/instrumentation-langchain', { 'gen_ai.operation.name': 'invoke_agent' }],
  ['@sentry/opentelemetry', { 'http.request.method': 'GET' }],
  ['@opentelemetry/instrumentation-http', {}],
])('a span of %s marked %j is a parent, not a double', (scope, attributes) => {
  expect(ownedByOther(spanOf(scope, attributes))).toBe(false);
});

test('a span that has ended owns nothing', () => {
  const span = spanOf('@opentelemetry/instrumentation-openai', { 'gen_ai.operation.name': 'chat' });
  span.end();
  expect(ownedByOther(span)).toBe(false);
});

test('spans of OpenTelemetry SDK 1 show their scope by its older name', () => {
  const span = {
    isRecording: () => true,
    instrumentationLibrary: { name: '@traceloop/instrumentation-openai' },
    attributes: { 'gen_ai.operation.name': 'chat' },
  };
  expect(ownedByOther(span as unknown as Span)).toBe(true);
});

test("OpenInference's wrapper around a span shows what is in it", () => {
  const span = spanOf('@arizeai/openinference-instrumentation-openai', { 'openinference.span.kind': 'LLM' });
  const wrapper = { isRecording: () => span.isRecording(), span };
  expect(ownedByOther(wrapper as unknown as Span)).toBe(true);
});

test.each(['data', 'attributes'])("a span of Sentry's own kind is known by its %s", (field) => {
  const spanWith = (attributes: Attributes): Span =>
    ({ isRecording: () => true, getSpanJSON: () => ({ [field]: attributes }) }) as unknown as Span;
  expect(ownedByOther(spanWith({ 'gen_ai.operation.name': 'chat' }))).toBe(true);
  expect(ownedByOther(spanWith({ 'sentry.op': 'http.server' }))).toBe(false);
});

test('no active span is owned by nobody', () => {
  expect(ownedByOther(undefined)).toBe(false);
});

test('a winner named `other` has a scope by which its spans are known', () => {
  expect(otherInstrumentations.filter(({ winner, scope }) => winner === 'other' && scope === undefined)).toEqual([]);
});

test('docs/coexistence.md has the table', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/coexistence.md'), 'utf8');
  const rows = otherInstrumentations.map(({ name, packages, winner, why }) => {
    const list = packages.map((packageName) => `\`${packageName}\``).join(', ');
    return `| ${name} | ${list} | ${winner} | ${why} |`;
  });
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
