/** The suite's own proof: each search finds what it is there for. */
import type { ScenarioSet } from '../application/scenario-set';
import { completed, failed, type Scenario } from '../application/scenario';
import type { LogRecordData, MetricData, SpanData } from '../collector/otlp-json';
import type { RecordedRequest } from '../provider/fake-provider';
import { processSeeds, secrets, seeded } from '../seeds';
import { callDifferences, logDifferences, surplusSpans } from './complete';
import type { ContractRun } from './contract-run';
import { exportsRedactedContent, leaks } from './private';
import { brokenScenarios, observationDifferences, processDifferences, requestDifferences, tracedRequests } from './transparent';
import { eventDifferences, metricDifferences } from './signals';
import { factDifferences, spanFaults } from './truthful';

const plain: Scenario = { name: 'plain', calls: [completed('chat')], run: async () => 'ok' };
const refused: Scenario = { name: 'refused', calls: [failed('chat')], run: async () => 'no' };
const recorded = {
  ...plain,
  name: 'recorded',
  fixture: 'chat/text',
  facts: { request: { maxTokens: 5 }, response: { id: 'r1', usage: { inputTokens: 3 } } },
};

const attributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'cjs-plain',
  'server.address': '127.0.0.1',
  'genspan.outcome': 'completed',
  'genspan.provider.source': 'default',
};
const span: SpanData = {
  scope: 'genspan',
  resource: {},
  name: 'chat cjs-plain',
  kind: 3,
  traceId: 't',
  spanId: 's',
  parentSpanId: undefined,
  startTimeUnixNano: 1n,
  endTimeUnixNano: 2n,
  attributes,
  status: { code: 0, message: undefined },
};
const request: RecordedRequest = {
  key: 'cjs-plain',
  method: 'POST',
  path: '/v1',
  rawHeaders: ['Host', '127.0.0.1:7'],
  body: '{}',
  eventsSent: 0,
  disconnected: false,
  ended: true,
};

interface RunParts {
  readonly scenarios?: readonly Scenario[];
  readonly observations?: Readonly<Record<string, unknown>>;
  readonly requests?: readonly RecordedRequest[];
  readonly spans?: readonly SpanData[];
  readonly metrics?: readonly MetricData[];
  readonly logRecords?: readonly LogRecordData[];
  readonly stderr?: string;
  readonly exported?: string;
  readonly logLines?: readonly string[];
}

function contractRun(parts: RunParts): ContractRun {
  const {
    scenarios = [plain],
    observations = { 'cjs-plain': 'ok' },
    requests = [request],
    spans = [span],
    stderr = '',
    exported = '',
  } = parts;
  return {
    target: { sdk: 'openai', sdkDirectory: '/sdk', version: '7.0.0', format: 'cjs' },
    set: { provider: 'openai', scenarios, routes: [{ path: /v1/ }] } as unknown as ScenarioSet,
    application: { observations, exitCode: 0, signal: null, stdout: '', stderr },
    requests,
    providerOrigin: 'http://127.0.0.1:7',
    spans,
    metrics: parts.metrics ?? [
      {
        scope: 'genspan',
        name: 'gen_ai.client.inference.duration',
        unit: 's',
        points: [{ attributes: {}, value: undefined, count: 1, sum: 0.1 }],
      },
    ],
    logRecords: parts.logRecords ?? [
      {
        scope: 'genspan',
        eventName: 'gen_ai.client.inference.operation.details',
        severityNumber: 5,
        traceId: 't',
        spanId: 's',
        attributes: {},
        body: null,
      },
    ],
    collector: { deliveries: [{ signal: 'traces', headers: {}, body: Buffer.from(exported) }] } as unknown as ContractRun['collector'],
    logLines: parts.logLines ?? ['{"trace_id":"t","span_id":"s","genspan.outcome":"completed"}'],
  };
}

const run = contractRun({});

test('a faultless run has no findings', () => {
  expect(observationDifferences(run, run)).toEqual({});
  expect(requestDifferences(run, run)).toEqual({});
  expect(processDifferences(run, run)).toEqual({});
  expect([metricDifferences(run), eventDifferences(run)]).toEqual([{}, {}]);
  expect([metricDifferences(run), eventDifferences(run)]).toEqual([{}, {}]);
  expect([tracedRequests(run), callDifferences(run), surplusSpans(run), logDifferences(run), spanFaults(run), leaks(run, 'off')]).toEqual([
    {},
    {},
    {},
    {},
    {},
    {},
  ]);
});

test.each<[string, RunParts]>([
  ['a changed value', { observations: { 'cjs-plain': 'other' } }],
  ['a scenario that is missing', { observations: {} }],
  ['a scenario that should not be', { observations: { 'cjs-plain': 'ok', process: {} } }],
])('finds %s', (_what, parts) => {
  expect(Object.keys(observationDifferences(run, contractRun(parts)))).toHaveLength(1);
});

test.each<[string, readonly RecordedRequest[]]>([
  ['a second request', [request, request]],
  ['another body', [{ ...request, body: '{"stream_options":{}}' }]],
  ['an added header', [{ ...request, rawHeaders: [...request.rawHeaders, 'x-added', '1'] }]],
  ['another end of the connection', [{ ...request, disconnected: true }]],
])('finds %s', (_what, requests) => {
  expect(Object.keys(requestDifferences(run, contractRun({ requests })))).toEqual(['cjs-plain']);
});

test('does not take port and multipart boundary for a difference', () => {
  const sent = (boundary: string, port: number): RecordedRequest => ({
    ...request,
    rawHeaders: [
      'Host',
      `127.0.0.1:${port}`,
      'content-type',
      `multipart/form-data; boundary=${boundary}`,
      'content-length',
      String(boundary.length),
    ],
    body: `--${boundary}--`,
  });
  const other = { ...contractRun({ requests: [sent('zebra', 8)] }), providerOrigin: 'http://127.0.0.1:8' };
  expect(requestDifferences(contractRun({ requests: [sent('ant', 7)] }), other)).toEqual({});
});

test('finds what is printed to stderr', () => {
  expect(Object.keys(processDifferences(run, contractRun({ stderr: 'genspan: hello\n' })))).toEqual(['stderr']);
});

test('finds a tracing header in any case', () => {
  expect(Object.keys(tracedRequests(contractRun({ requests: [{ ...request, rawHeaders: ['TraceParent', '00-1-2-01'] }] })))).toEqual([
    'cjs-plain',
  ]);
});

test.each(['unexpected', 'timedOut'])('finds a scenario that is %s', (mark) => {
  expect(Object.keys(brokenScenarios(contractRun({ observations: { 'cjs-plain': { [mark]: {} } } })))).toEqual(['cjs-plain']);
});

test.each<[string, readonly SpanData[]]>([
  ['a call without a span', []],
  ['a second span of a call', [span, span]],
  ['another outcome', [{ ...span, attributes: { ...attributes, 'genspan.outcome': 'abandoned' } }]],
  ['a retry that was not', [{ ...span, attributes: { ...attributes, 'http.request.resend_count': 1 } }]],
  ['another name', [{ ...span, name: 'chat' }]],
  ['an error that is none', [{ ...span, status: { code: 2, message: undefined } }]],
])('finds %s', (_what, spans) => {
  expect(Object.keys(callDifferences(contractRun({ spans })))).toEqual(['cjs-plain']);
});

test('finds a call that failed and is told as completed', () => {
  const told = { ...span, name: 'chat cjs-refused', attributes: { ...attributes, 'gen_ai.request.model': 'cjs-refused' } };
  expect(Object.keys(callDifferences(contractRun({ scenarios: [refused], spans: [told] })))).toEqual(['cjs-refused']);
});

test('finds a span of the HTTP request below a call', () => {
  const http = { ...span, scope: 'undici', name: 'POST', attributes: { 'url.full': 'http://127.0.0.1:7/v1' } };
  expect(Object.keys(surplusSpans(contractRun({ spans: [span, http] })))).toEqual(['undici: POST']);
});

test('finds a log line without a span and a span without a log line', () => {
  const logLines = ['{"trace_id":"t","span_id":"other","genspan.outcome":"completed"}'];
  expect(Object.keys(logDifferences(contractRun({ logLines })))).toEqual(['t s completed', 't other completed']);
});

test('finds calls that a metric or an event does not tell, or tells twice', () => {
  const { metrics, logRecords } = run;
  expect(Object.keys(metricDifferences(contractRun({ metrics: [] })))).toEqual(['gen_ai.client.inference.duration']);
  expect(Object.keys(metricDifferences(contractRun({ metrics: [...metrics, ...metrics] })))).toEqual(['gen_ai.client.inference.duration']);
  expect(Object.keys(eventDifferences(contractRun({ logRecords: [] })))).toEqual(['gen_ai.client.inference.operation.details']);
  expect(Object.keys(eventDifferences(contractRun({ logRecords: [...logRecords, ...logRecords] })))).toHaveLength(1);
});

test('finds a judgement that no event tells, that two tell, or that belongs to no span', () => {
  const moderation = { ...span, name: 'moderation', attributes: { ...attributes, 'gen_ai.operation.name': 'moderation' } };
  const told = { ...run.logRecords[0], eventName: 'gen_ai.evaluation.result' } as LogRecordData;
  const differences = (logRecords: readonly LogRecordData[]): string[] =>
    Object.keys(eventDifferences(contractRun({ spans: [moderation], logRecords })));
  expect(differences([told])).toEqual([]);
  for (const wrong of [[], [told, told], [{ ...told, spanId: 'other' }], [{ ...told, spanId: undefined }]]) {
    expect(differences(wrong)).toEqual(['gen_ai.evaluation.result']);
  }
});

test.each<[string, Partial<SpanData>]>([
  ['a required attribute that is missing', { attributes: { 'gen_ai.operation.name': 'chat' } }],
  ['a value that says nothing', { attributes: { ...attributes, 'gen_ai.response.id': '' } }],
  ['a token count that is a string', { attributes: { ...attributes, 'gen_ai.usage.input_tokens': '3' } }],
  ['an error without its type', { status: { code: 2, message: undefined } }],
  ['the status OK', { status: { code: 1, message: undefined } }],
  ['an end before the start', { endTimeUnixNano: 0n }],
])('finds %s', (_what, part) => {
  expect(Object.keys(spanFaults(contractRun({ spans: [{ ...span, ...part }] })))).toHaveLength(1);
});

test('finds a fact that is missing, wrong or invented', () => {
  const told = {
    ...attributes,
    'gen_ai.request.model': 'cjs-recorded',
    'gen_ai.request.max_tokens': 5,
    'gen_ai.response.id': 'r1',
    'gen_ai.usage.input_tokens': 3,
  };
  const differences = (more: SpanData['attributes']): string[] =>
    Object.keys(factDifferences(contractRun({ scenarios: [recorded], spans: [{ ...span, attributes: { ...told, ...more } }] })));
  expect(differences({})).toEqual([]);
  expect(differences({ 'gen_ai.usage.input_tokens': 4 })).toEqual(['cjs-recorded']);
  expect(differences({ 'gen_ai.usage.output_tokens': 0 })).toEqual(['cjs-recorded']);
  expect(Object.keys(factDifferences(contractRun({ scenarios: [recorded], spans: [] })))).toEqual(['cjs-recorded']);
});

test.each<[string, 'off' | 'hash' | 'redacted', string, number]>([
  ['content', 'off', seeded.prompt.slice(0, 10), 1],
  ['content', 'hash', seeded.toolResult.toLowerCase(), 2],
  ['a secret', 'redacted', secrets.key, 1],
  ['an argument of the process', 'redacted', processSeeds.argument, 1],
  ['no content that may leave', 'redacted', 'QUOKKA-prompt: write to [EMAIL]', 0],
])('finds %s in mode %s', (_what, mode, exported, count) => {
  expect(Object.keys(leaks(contractRun({ exported }), mode))).toHaveLength(count);
  expect(Object.keys(leaks(contractRun({ logLines: [exported] }), mode))).toHaveLength(count);
});

test('content counts as exported when it is there with its secrets replaced', () => {
  expect(exportsRedactedContent(run)).toBe(false);
  expect(exportsRedactedContent(contractRun({ exported: 'QUOKKA-prompt: write to [EMAIL]' }))).toBe(true);
});
