/** Calls within calls, with a real context manager and tracer: who is whose child, and where what was used is told. */
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed, suppressTracing } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { EventTarget, Operation } from '../src/adapter';
import { assemblePipeline } from '../src/assemble-pipeline';
import { readSettings } from '../src/config/settings';
import type { OperationName, Usage } from '../src/facts';
import type { Call } from '../src/call/call';
import { startCall } from '../src/call/start-call';
import type { Pipeline } from '../src/pipeline';
import { OpenRuns } from '../src/seams/event';

const exporter = new InMemorySpanExporter();
const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
const tracer = provider.getTracer('application');

function operation(name: OperationName, isInProcess?: true): Operation<EventTarget> {
  return {
    name,
    target: { event: name },
    ...(isInProcess && { isInProcess }),
    describeRequest: ({ body }) => ({ model: 'm', provider: 'openai', agentName: 'support', toolName: 'search', ...(body as object) }),
    describeResponse: (response) => ({ usage: response as Usage }),
    describeInput: () => ({ messages: [{ role: 'user', parts: [{ type: 'text', content: 'hello' }] }] }),
  };
}

const chat = operation('chat');
const agent = operation('invoke_agent', true);
const tool = operation('execute_tool', true);
const usage = { inputTokens: 3, outputTokens: 2 };

beforeAll(() => api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(async () => {
  api.context.disable();
  // The price data loads after the first call.
  await new Promise((turned) => setImmediate(turned));
});
beforeEach(() => exporter.reset());

function pipeline(): Pipeline {
  const { settings } = readSettings({ GENSPAN_CONTENT: 'off' }, { mode: 'off' });
  const telemetry = { api: () => api, tracer: () => provider.getTracer('genspan'), meter: () => undefined, logger: () => undefined };
  return assemblePipeline({ settings, telemetry, warn: () => {} });
}

function openRuns(): OpenRuns {
  return new OpenRuns(pipeline());
}

/** `parent > child`, with the tokens that each tells. */
function tree(): string[] {
  const spans = exporter.getFinishedSpans();
  const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  return spans.map(({ name, parentSpanContext, attributes }) => {
    const tokens = attributes['gen_ai.usage.input_tokens'] ?? attributes['genspan.usage.missing'] ?? 'none';
    return `${nameOf.get(parentSpanContext?.spanId ?? '') ?? '-'} > ${name}: ${tokens}`;
  });
}

test('of a model call inside the request of another, the inner one tells what was used', () => {
  const runs = openRuns();
  runs.start({ id: 'outer', operation: chat, body: { model: 'framework' } });
  runs.within('outer', () => {
    runs.start({ id: 'inner', operation: chat, body: {} });
    runs.end('inner', usage);
  });
  runs.end('outer', usage);
  expect(tree()).toEqual(['chat framework > chat m: 3', '- > chat framework: told_by_inner_call']);
});

test('without a call inside, the framework tells what it knows', () => {
  const runs = openRuns();
  runs.start({ id: 'outer', operation: chat, body: {} });
  runs.within('outer', () => undefined);
  runs.end('outer', usage);
  expect(tree()).toEqual(['- > chat m: 3']);
});

test('however many layers report a call, it is told once', () => {
  const runs = openRuns();
  const nested = (ids: readonly string[]): void => {
    const [id, ...inner] = ids;
    if (id === undefined) return;
    runs.start({ id, operation: chat, body: { model: id } });
    runs.within(id, () => nested(inner));
    runs.end(id, usage);
  };
  nested(['1', '2', '3']);
  expect(tree()).toEqual(['chat 2 > chat 3: 3', 'chat 1 > chat 2: told_by_inner_call', '- > chat 1: told_by_inner_call']);
});

test('only a call of the same kind is the same call: the embedding inside a chat is another one', () => {
  const runs = openRuns();
  runs.start({ id: 'chat', operation: chat, body: {} });
  runs.within('chat', () => {
    runs.start({ id: 'embedding', operation: operation('embeddings'), body: {} });
    runs.end('embedding', usage);
  });
  runs.end('chat', usage);
  expect(tree()).toEqual(['chat m > embeddings m: 3', '- > chat m: 3']);
});

test('what is told of a call suppresses nothing: code of the application runs there too', () => {
  const runs = openRuns();
  runs.start({ id: 'chat', operation: chat, body: {} });
  runs.within('chat', () => {
    expect(isTracingSuppressed(api.context.active())).toBe(false);
    tracer.startSpan('callback').end();
  });
  runs.end('chat', usage);
  expect(tree()).toEqual(['chat m > callback: none', '- > chat m: 3']);
});

test('the request of a call suppresses the spans of others, and not the calls inside; what the application suppressed stays so', () => {
  const start = (parentContext: api.Context, model: string): Call =>
    startCall(pipeline(), { operation: chat, request: { body: { model } }, parentContext, startTimeMs: 0, startTick: 0 });
  const outer = start(api.ROOT_CONTEXT, 'outer');
  expect(isTracingSuppressed(outer.requestContext)).toBe(true);
  tracer.startSpan('POST', {}, outer.requestContext).end();
  start(outer.requestContext, 'inner').complete(usage);
  outer.complete(usage);
  const quiet = start(suppressTracing(api.ROOT_CONTEXT), 'quiet');
  start(quiet.requestContext, 'inside').complete(usage);
  quiet.complete(usage);
  expect(tree()).toEqual(['chat outer > chat inner: 3', '- > chat outer: told_by_inner_call']);
});

test('an agent encloses its calls, tells no usage, and counts what it made itself', () => {
  const runs = openRuns();
  runs.start({ id: 'agent', operation: agent, body: {} });
  runs.within('agent', () => {
    expect(isTracingSuppressed(api.context.active())).toBe(false);
    runs.start({ id: 'chat', operation: chat, body: {} });
    runs.end('chat', usage);
    runs.start({ id: 'tool', operation: tool, body: {} });
    runs.within('tool', () => tracer.startSpan('query').end());
    runs.end('tool', undefined);
  });
  runs.end('agent', { inputTokens: 99, outputTokens: 99 });
  expect(tree()).toEqual([
    'invoke_agent support > chat m: 3',
    'execute_tool search > query: none',
    'invoke_agent support > execute_tool search: none',
    '- > invoke_agent support: none',
  ]);
});

test('a tool that runs inside the request of a model call is no part of it, and what it asks a model is a call of its own', () => {
  const runs = openRuns();
  runs.start({ id: 'outer', operation: chat, body: { model: 'framework' } });
  runs.within('outer', () => {
    runs.start({ id: 'tool', operation: tool, body: {} });
    runs.within('tool', () => {
      tracer.startSpan('query').end();
      runs.start({ id: 'own', operation: chat, body: {} });
      runs.end('own', usage);
    });
    runs.end('tool', undefined);
  });
  runs.end('outer', usage);
  expect(tree()).toEqual([
    'execute_tool search > query: none',
    'execute_tool search > chat m: 3',
    'chat framework > execute_tool search: none',
    '- > chat framework: 3',
  ]);
});

test('a tool is told with the name of its agent', () => {
  const runs = openRuns();
  runs.start({ id: 'agent', operation: agent, body: { agentName: 'support' } });
  runs.within('agent', () => {
    runs.start({ id: 'tool', operation: { ...tool, describeRequest: () => ({ toolName: 'search' }) }, body: {} });
    runs.end('tool', undefined);
  });
  runs.end('agent', undefined);
  expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({ 'gen_ai.agent.name': 'support', 'gen_ai.tool.name': 'search' });
});
