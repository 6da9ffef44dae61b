import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { HttpSpanPrivacy } from './http-span-privacy';

function record(scope: string, kind: SpanKind) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new HttpSpanPrivacy(['http']), new SimpleSpanProcessor({ exporter })] });
  const span = provider.getTracer(scope).startSpan('GET', {
    kind,
    attributes: {
      'url.full': 'https://user:secret@host/path?key=secret#secret',
      'url.path': '/path',
      'url.query': '?key=secret',
      'user_agent.original': 'secret',
      'client.address': 'secret',
      'network.peer.address': '10.0.0.1',
    },
  });
  span.recordException(Object.assign(new Error('secret'), { name: 'TypeError' }));
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'secret' });
  span.end();
  const [finished] = exporter.getFinishedSpans();
  return { attributes: finished?.attributes, status: finished?.status, events: finished?.events.map(({ attributes }) => attributes) };
}

test('of a client span the server stays, and of its error the type', () => {
  expect(record('http', SpanKind.CLIENT)).toEqual({
    attributes: { 'url.full': 'https://host/path', 'url.path': '/path', 'network.peer.address': '10.0.0.1' },
    status: { code: SpanStatusCode.ERROR },
    events: [{ 'exception.type': 'TypeError' }],
  });
});

test('of a server span the user is taken out', () => {
  expect(record('http', SpanKind.SERVER).attributes).toEqual({ 'url.full': 'https://host/path', 'url.path': '/path' });
});

test('spans of others stay as they are', () => {
  expect(JSON.stringify(record('application', SpanKind.CLIENT)).match(/secret/g)?.length).toBeGreaterThan(5);
});
