import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import {
  endAttributes,
  endedCall,
  failedOutcome,
  fullCall,
  mcpToolCall,
  redactedContent,
  safeJson,
  safeText,
  startAttributes,
} from '../../test/recorded-call';
import { describeLine, type LineIdentity } from './json-log-line';
import type { EndedCall } from './recorder';

const spanContext = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
const schema = JSON.parse(readFileSync(join(__dirname, '../../../genspan/schema/call-log-line.schema.json'), 'utf8'));
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const matchesSchema = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, formats: { 'date-time': dateTime } }).compile(
  schema,
);

function fieldsOf(call: EndedCall, identity: LineIdentity = {}) {
  return JSON.parse(describeLine(call, identity));
}

const header = { timestamp: '2027-01-15T08:00:01.500Z', severity: 'INFO', event_name: 'genspan.call' };

test('a line has the header, what the span says, and the duration', () => {
  expect(fieldsOf(endedCall(), { serviceName: 'shop', spanContext })).toEqual({
    ...header,
    'service.name': 'shop',
    trace_id: spanContext.traceId,
    span_id: spanContext.spanId,
    trace_flags: '01',
    ...startAttributes,
    ...endAttributes,
    'genspan.duration_seconds': 1.5,
  });
});

test('without a trace and a service name their fields are absent', () => {
  expect(fieldsOf(endedCall())).toEqual({ ...header, ...startAttributes, ...endAttributes, 'genspan.duration_seconds': 1.5 });
});

test('captured content is on the line as objects', () => {
  expect(fieldsOf(endedCall({ content: redactedContent }))).toMatchObject({
    'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief.' }],
    'gen_ai.input.messages': [{ role: 'user', parts: [{ type: 'text', content: 'Mail [EMAIL]' }] }],
    'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'text', content: 'Done.' }], finish_reason: 'stop' }],
    'gen_ai.tool.definitions': [{ type: 'function', name: 'mail' }],
  });
});

test('a failed call has its error and exception in captured text only', () => {
  const failed = { outcome: failedOutcome, response: {}, content: { mode: 'off' } } as const;
  const silent = fieldsOf(endedCall(failed));
  expect(silent).toMatchObject({ severity: 'WARN', 'error.type': 'rate_limit_exceeded', 'exception.type': 'RateLimitError' });
  expect(silent).not.toHaveProperty(['exception.message']);
  const content = { mode: 'redacted', failureMessage: safeText('over'), failureStack: safeText('Error: over\n  at app') } as const;
  expect(fieldsOf(endedCall({ ...failed, content }))).toMatchObject({
    'exception.message': 'over',
    'exception.stacktrace': 'Error: over\n  at app',
  });
});

const scopeAttributes = {
  'user.id': 'u1',
  'session.id': 's1',
  'gen_ai.conversation.id': 'c1',
  'gen_ai.prompt.name': 'greeting',
  'gen_ai.prompt.version': '3',
  'genspan.tags': ['beta'],
  'genspan.caller.evaluator': 'judge',
  'genspan.metadata.tenant': 7,
};
const everyField = {
  ...fullCall({ scopeAttributes }),
  content: { ...fullCall().content, dropped: 'deadline', failureMessage: safeText('over'), failureStack: safeText('at app') },
} as const;
const toolContent = { mode: 'redacted', toolArguments: safeJson({ city: 'Bern' }), toolResult: safeJson({ content: [] }) } as const;
const mcpCall = mcpToolCall({ response: { rpcStatusCode: '-32602' }, content: toolContent });
const frameworkTool = endedCall({
  operation: 'execute_tool',
  isInProcess: true,
  request: { toolName: 'weather', toolType: 'function', toolCallId: 'call_1' },
  response: {},
  content: { ...toolContent, toolDescription: safeText('Tells the weather') },
});
const toldInside = endedCall({ providerSource: 'request', response: {}, hasInnerCall: true });
const anthropic = { provider: 'anthropic', request: { serviceTier: 'auto' }, response: { serviceTier: 'standard' } } as const;

describe('the schema', () => {
  test.each<[string, EndedCall]>([
    ['completed', endedCall()],
    ['with every fact', everyField],
    ['failed', endedCall({ ...everyField, outcome: failedOutcome })],
    ['abandoned', endedCall({ ...anthropic, outcome: { kind: 'abandoned', reason: 'never_read' }, request: { stream: true } })],
    ['of another provider', endedCall(anthropic)],
    ['of a tool, over a protocol', mcpCall],
    ['of a tool, by a framework', frameworkTool],
    ['whose tokens an inner call tells', toldInside],
    ['for embeddings', endedCall({ operation: 'embeddings', response: { usage: { inputTokens: 3 } } })],
  ])('accepts the line of a call %s', (_kind, call) => {
    const line = describeLine(call, { serviceName: 'shop', spanContext });
    expect(line).not.toContain('\n');
    matchesSchema(JSON.parse(line));
    expect(matchesSchema.errors).toBeNull();
  });

  test('describes no field that no call has', () => {
    const calls = [
      endedCall({ ...everyField, outcome: failedOutcome }),
      endedCall({ ...anthropic, outcome: { kind: 'abandoned', reason: 'never_read' }, request: { stream: true, serviceTier: 'auto' } }),
      mcpCall,
      frameworkTool,
    ];
    const produced = new Set(calls.flatMap((call) => Object.keys(fieldsOf(call, { serviceName: 'shop', spanContext }))));
    expect(Object.keys(schema.properties).filter((name) => !produced.has(name))).toEqual([]);
  });

  test.each([
    ['without its time', { timestamp: undefined }],
    ['with a field nobody knows', { 'gen_ai.system': 'openai' }],
    ['with a text where a number belongs', { 'gen_ai.usage.input_tokens': '100' }],
    ['that completed with an error', { 'error.type': '500' }],
    ['that failed without an error', { 'genspan.outcome': 'failed', severity: 'WARN' }],
    ['that was abandoned without a reason', { 'genspan.outcome': 'abandoned' }],
    ['with a trace but no span', { trace_id: spanContext.traceId }],
  ])('rejects a line %s', (_kind, changes) => {
    const line = JSON.parse(JSON.stringify({ ...fieldsOf(endedCall()), ...changes }));
    expect(matchesSchema(line)).toBe(false);
  });
});
