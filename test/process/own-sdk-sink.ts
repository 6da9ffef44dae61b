import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sink extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
  /** Every span of every export so far, with its attributes as an object. */
  spans(): SpanSeen[];
  resources(): Array<Record<string, unknown>>;
}

export interface SpanSeen {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Record<string, unknown>;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Record<string, unknown>;
}
interface OtlpSpan extends Omit<SpanSeen, 'attributes'> {
  readonly attributes: readonly OtlpAttribute[];
}
interface OtlpBody {
  readonly resourceSpans?: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
  }>;
}

/** An OTLP endpoint that keeps what it gets and answers as told; by default it accepts everything. Speaks TLS where it is given options for it. */
export async function startSink(answer: (path: string, response: ServerResponse) => void = accept, tls?: ServerOptions): Promise<Sink> {
  const received: Received[] = [];
  const receive: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      received.push({ path: request.url ?? '', headers: request.headers, body: body.toString() });
      answer(request.url ?? '', response);
    });
  };
  const server = tls === undefined ? createServer(receive) : createSecureServer(tls, receive);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const resourceSpans = () =>
    received
      .filter(({ path, headers }) => path.endsWith('/v1/traces') && headers['content-type'] === 'application/json')
      .flatMap(({ body }) => (JSON.parse(body) as OtlpBody).resourceSpans ?? []);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    spans: () =>
      resourceSpans().flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, attributes: toObject(span.attributes) }))),
      ),
    resources: () => resourceSpans().map(({ resource }) => toObject(resource.attributes)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}

export function accept(_path: string, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end('{}');
}

export function answerWith(status: number): (path: string, response: ServerResponse) => void {
  return (_path, response) => {
    response.statusCode = status;
    response.end();
  };
}

function toObject(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
