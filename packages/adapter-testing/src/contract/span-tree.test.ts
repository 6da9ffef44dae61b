import type { SpanData } from '../collector/otlp-json';
import { describeTree } from './span-tree';

const span = (spanId: string, parentSpanId: string | undefined, name: string, attributes: SpanData['attributes'] = {}): SpanData => ({
  scope: 'genspan',
  resource: {},
  name,
  kind: 1,
  traceId: 't',
  spanId,
  parentSpanId,
  startTimeUnixNano: 0n,
  endTimeUnixNano: 1n,
  attributes,
  status: { code: 0, message: undefined },
});

test('spans stand below their parents, with their outcome and what they count', () => {
  const spans = [
    span('3', '1', 'chat b', { 'genspan.outcome': 'failed' }),
    span('2', '1', 'chat a', { 'genspan.outcome': 'completed', 'gen_ai.usage.input_tokens': 3, 'gen_ai.usage.output_tokens': 4 }),
    span('4', '2', 'embeddings', { 'gen_ai.usage.input_tokens': 5 }),
    span('1', undefined, 'request'),
    span('5', undefined, 'other request'),
  ];
  expect(describeTree(spans, 'request')).toEqual(['request', '  chat a 3+4', '    embeddings 5+0', '  chat b failed']);
});

test('a trace without the root has no tree', () => {
  expect(describeTree([], 'request')).toEqual([]);
});
