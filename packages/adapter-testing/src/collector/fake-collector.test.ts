import { gzipSync } from 'node:zlib';
import { type FakeCollector, startFakeCollector } from './fake-collector';

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
const attributes = [
  { key: 'text', value: { stringValue: 'a' } },
  { key: 'count', value: { intValue: '3' } },
  { key: 'ratio', value: { doubleValue: 0.5 } },
  { key: 'flag', value: { boolValue: true } },
  { key: 'list', value: { arrayValue: { values: [{ stringValue: 'x' }] } } },
  { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { stringValue: 'v' } }] } } },
];
const plain = { text: 'a', count: 3, ratio: 0.5, flag: true, list: ['x'], map: { k: 'v' } };
const span = {
  name: 'chat m',
  kind: 3,
  traceId: '01',
  spanId: '02',
  startTimeUnixNano: '1',
  endTimeUnixNano: '2',
  attributes,
  status: { code: 2, message: 'no' },
};
const traces = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'genspan' }, spans: [span] }] }] };

let collector: FakeCollector;
afterEach(() => collector.close());

async function send(signal: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${collector.endpoint}/v1/${signal}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return response.status;
}

test('reads spans into plain objects', async () => {
  collector = await startFakeCollector();
  expect(await send('traces', JSON.stringify(traces))).toBe(200);
  expect(collector.spans()).toEqual([
    {
      scope: 'genspan',
      resource: { 'service.name': 'shop' },
      name: 'chat m',
      kind: 3,
      traceId: '01',
      spanId: '02',
      parentSpanId: undefined,
      startTimeUnixNano: 1n,
      endTimeUnixNano: 2n,
      attributes: plain,
      status: { code: 2, message: 'no' },
    },
  ]);
});

test('reads metrics and log records', async () => {
  collector = await startFakeCollector();
  const point = { attributes, count: '2', sum: 1.5 };
  await send(
    'metrics',
    JSON.stringify({
      resourceMetrics: [
        { resource, scopeMetrics: [{ scope: {}, metrics: [{ name: 'd', unit: 's', histogram: { dataPoints: [point] } }] }] },
      ],
    }),
  );
  await send(
    'logs',
    JSON.stringify({
      resourceLogs: [{ resource, scopeLogs: [{ scope: {}, logRecords: [{ eventName: 'e', severityNumber: 5, attributes }] }] }],
    }),
  );
  expect(collector.metrics()).toMatchObject([
    { name: 'd', unit: 's', points: [{ attributes: plain, count: 2, sum: 1.5, value: undefined }] },
  ]);
  expect(collector.logRecords()).toMatchObject([{ eventName: 'e', severityNumber: 5, attributes: plain }]);
});

test('keeps every byte it was sent, unzipped, whatever the format', async () => {
  collector = await startFakeCollector();
  await send('traces', gzipSync('secret'), { 'content-encoding': 'gzip', 'content-type': 'application/x-protobuf' });
  expect(collector.deliveries.map(({ signal, body }) => [signal, body.toString()])).toEqual([['traces', 'secret']]);
  expect(collector.spans()).toEqual([]);
});

test('answers as it is told, and counts nothing that it refused', async () => {
  collector = await startFakeCollector({ traces: 415, metrics: 404 });
  expect([await send('traces', JSON.stringify(traces)), await send('metrics', '{}'), await send('logs', '{}')]).toEqual([415, 404, 200]);
  expect(collector.deliveries).toHaveLength(3);
  expect(collector.spans()).toEqual([]);
});
