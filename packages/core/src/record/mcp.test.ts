/** What recorders make of a request of the Model Context Protocol; `docs/mcp.md` says it. */
import * as api from '@opentelemetry/api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  capturePolicy,
  logging,
  mcp,
  mcpToolCall,
  metering,
  noTelemetry,
  redactedContent,
  safeText,
  tracing,
} from '../../test/recorded-call';
import { createEventRecorder } from './event';
import { createMcpMetricsRecorder } from './mcp-metrics';
import { createMetricsRecorder } from './metrics';
import type { EndedCall } from './recorder';
import { createSpanRecorder } from './span';

const read = (path: string): string => readFileSync(join(__dirname, '../../../..', path), 'utf8');
const page = read('docs/mcp.md');

const refused = mcpToolCall({
  outcome: { kind: 'failed', failure: { type: '-32602' } },
  response: { rpcStatusCode: '-32602' },
  content: { ...redactedContent, resourceUri: safeText('file:///a') },
});
const prompt = mcpToolCall({ operation: 'mcp_request', request: { mcp: { ...mcp, methodName: 'prompts/get', promptName: 'greeting' } } });
const initialize = mcpToolCall({
  operation: 'mcp_request',
  request: { mcp: { role: 'server', methodName: 'initialize' } },
  response: { mcpProtocolVersion: '2025-06-18' },
});

function spansOf(...calls: EndedCall[]) {
  const { tracer, spans } = tracing();
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy());
  for (const call of calls) {
    recorder.callStarted?.(call);
    recorder.callEnded(call);
  }
  return spans();
}

test('a span is named by method and target, CLIENT where the request is sent and SERVER where it is answered', () => {
  expect(spansOf(mcpToolCall(), { ...prompt }, { ...initialize }).map(({ name, kind }) => [name, kind])).toEqual([
    ['tools/call weather', api.SpanKind.CLIENT],
    ['prompts/get greeting', api.SpanKind.CLIENT],
    ['initialize', api.SpanKind.SERVER],
  ]);
});

test('only a tool call has gen_ai.operation.name', () => {
  expect(spansOf(mcpToolCall(), { ...prompt }).map(({ attributes }) => attributes['gen_ai.operation.name'])).toEqual([
    'execute_tool',
    undefined,
  ]);
});

test('the version that initialize agrees on is that of its span', () => {
  expect(spansOf({ ...initialize })[0]?.attributes['mcp.protocol.version']).toBe('2025-06-18');
});

test('the span that a request arrived in is linked', () => {
  const linkedSpan = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
  expect(spansOf(mcpToolCall({ linkedSpan }))[0]?.links).toMatchObject([{ context: linkedSpan }]);
});

test('the tool call of a framework around it is told, and there is no second span', () => {
  const { tracer, spans } = tracing();
  const span = tracer.startSpan('execute_tool weather');
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy());
  const call = mcpToolCall({ outerTool: { name: 'weather', span } });
  recorder.callStarted?.(call);
  recorder.callEnded(call);
  span.end();
  expect(spans().map(({ name, attributes }) => [name, attributes])).toEqual([
    [
      'execute_tool weather',
      {
        'mcp.method.name': 'tools/call',
        'mcp.session.id': 'session_1',
        'mcp.protocol.version': '2025-11-25',
        'jsonrpc.request.id': '7',
        'network.transport': 'tcp',
        'network.protocol.name': 'http',
        'server.address': 'tools.example',
        'server.port': 443,
      },
    ],
  ]);
});

test('the tool call of a framework that has ended meanwhile is told nothing', () => {
  const { tracer, spans } = tracing();
  const warn = jest.fn();
  api.diag.setLogger({ error: warn, warn, info() {}, debug() {}, verbose() {} });
  const span = tracer.startSpan('execute_tool weather');
  span.end();
  createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy()).callEnded(
    mcpToolCall({ outerTool: { name: 'weather', span } }),
  );
  api.diag.disable();
  expect([spans().map(({ attributes }) => attributes), warn.mock.calls]).toEqual([[{}], []]);
});

test('what the answer shows to be there gives its name to the span', () => {
  const tool = mcpToolCall({ request: { toolName: '_OTHER', mcp: { ...mcp, role: 'server' } } });
  const { tracer, spans } = tracing();
  const recorder = createSpanRecorder({ ...noTelemetry, tracer: () => tracer }, capturePolicy());
  recorder.callStarted?.(tool);
  recorder.callEnded({ ...tool, request: { ...tool.request, toolName: 'weather' }, response: { toolName: 'weather' } });
  expect(spans().map(({ name, attributes }) => [name, attributes['gen_ai.tool.name']])).toEqual([['tools/call weather', 'weather']]);
});

test('what is not known to be there is named in no metric', async () => {
  const { meter, points, shutdown } = metering();
  const recorder = createMcpMetricsRecorder({ ...noTelemetry, meter: () => meter });
  recorder.callEnded(mcpToolCall({ request: { toolName: '_OTHER', mcp: { role: 'server', methodName: 'tools/call' } } }));
  recorder.callEnded({ ...prompt, request: { mcp: { role: 'server', methodName: 'prompts/get', promptName: '_OTHER' } } });
  const seen = await points();
  await shutdown();
  expect(seen['mcp.server.operation.duration']?.map(({ attributes }) => attributes)).toEqual([
    { 'mcp.method.name': 'tools/call', 'gen_ai.operation.name': 'execute_tool' },
    { 'mcp.method.name': 'prompts/get' },
  ]);
});

test('durations are measured by the side, a request that was given up is not, and no other metric counts it', async () => {
  const { meter, points, shutdown } = metering();
  const telemetry = { ...noTelemetry, meter: () => meter };
  const recorder = createMcpMetricsRecorder(telemetry);
  const others = createMetricsRecorder(telemetry, { families: 'both', chunkMetric: false });
  for (const call of [mcpToolCall(), refused, initialize, mcpToolCall({ outcome: { kind: 'abandoned', reason: 'aborted' } })]) {
    recorder.callEnded(call);
    others.callEnded(call);
  }
  recorder.sessionEnded?.({ role: 'server', connection: { networkTransport: 'pipe' }, durationSeconds: 2 });
  recorder.sessionEnded?.({ role: 'client', connection: {}, durationSeconds: 3 });
  const seen = await points();
  await shutdown();
  const connection = {
    'mcp.protocol.version': '2025-11-25',
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
    'server.address': 'tools.example',
    'server.port': 443,
  };
  const tool = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'weather', 'gen_ai.operation.name': 'execute_tool', ...connection };
  expect(seen).toEqual({
    'mcp.client.operation.duration': [
      { attributes: tool, value: { count: 1, sum: 1.5 } },
      { attributes: { ...tool, 'rpc.response.status_code': '-32602', 'error.type': '-32602' }, value: { count: 1, sum: 1.5 } },
    ],
    'mcp.server.operation.duration': [
      { attributes: { 'mcp.method.name': 'initialize', 'mcp.protocol.version': '2025-06-18' }, value: { count: 1, sum: 1.5 } },
    ],
    'mcp.server.session.duration': [{ attributes: { 'network.transport': 'pipe' }, value: { count: 1, sum: 2 } }],
    'mcp.client.session.duration': [{ attributes: {}, value: { count: 1, sum: 3 } }],
  });
  expect(tableOf('Metrics')).toEqual(Object.keys(seen).toSorted());
});

test('the conventions have no event for it', () => {
  const { logger, records } = logging();
  const recorder = createEventRecorder({ ...noTelemetry, logger: () => logger }, capturePolicy({ onEvent: true }));
  for (const call of [mcpToolCall(), refused]) recorder.callEnded(call);
  expect(records()).toEqual([]);
});

test('the table of attributes on the page is what spans have beside those of every call', () => {
  const known = new Set(['error.type', 'genspan.outcome', 'gen_ai.input.messages', 'gen_ai.output.messages', 'gen_ai.system_instructions']);
  const notOnPage = (name: string): boolean => known.has(name) || /^genspan\.(in|out)put\.hash$|^gen_ai\.tool\.definitions$/.test(name);
  const names = new Set(
    spansOf(mcpToolCall(), { ...refused }, { ...prompt }, { ...initialize }).flatMap(({ attributes }) => Object.keys(attributes)),
  );
  expect(tableOf('Span')).toEqual(
    [...names, 'gen_ai.tool.call.arguments', 'gen_ai.tool.call.result'].filter((name) => !notOnPage(name)).toSorted(),
  );
});

function tableOf(title: string): string[] {
  const [, text = ''] = page.split(`\n## ${title}\n`);
  const rows = (text.split('\n## ')[0] ?? '').match(/^\| `[^|]*\|/gm) ?? [];
  return rows.flatMap((row) => Array.from(row.matchAll(/`([^`]+)`/g), ([, name = '']) => name)).toSorted();
}
