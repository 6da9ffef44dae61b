/** An OTLP/HTTP endpoint that keeps every byte it is sent and can misbehave. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type LogRecordData, type MetricData, readLogRecords, readMetrics, readSpans, type SpanData } from './otlp-json';

export type Signal = 'traces' | 'metrics' | 'logs';

/** An HTTP status, or no answer ever. */
export type CollectorAnswer = 200 | 404 | 415 | 429 | 500 | 503 | 'hang';

export interface Delivery {
  readonly signal: Signal;
  readonly headers: IncomingMessage['headers'];
  /** As received, but unzipped. */
  readonly body: Buffer;
}

export interface FakeCollector {
  /** Value for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly deliveries: readonly Delivery[];
  /** Parsed from the deliveries that were answered with 200 and are JSON. */
  spans(): SpanData[];
  metrics(): MetricData[];
  logRecords(): LogRecordData[];
  close(): Promise<void>;
}

export async function startFakeCollector(answers: Partial<Readonly<Record<Signal, CollectorAnswer>>> = {}): Promise<FakeCollector> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const signal = /^\/v1\/(traces|metrics|logs)$/.exec(request.url ?? '')?.[1] as Signal | undefined;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (signal === undefined) {
      response.writeHead(404).end();
      return;
    }
    const received = Buffer.concat(chunks);
    deliveries.push({
      signal,
      headers: request.headers,
      body: request.headers['content-encoding'] === 'gzip' ? gunzipSync(received) : received,
    });
    const answer = answers[signal] ?? 200;
    if (answer === 'hang') return;
    response.writeHead(answer, { 'content-type': request.headers['content-type'] ?? 'application/json' }).end(answer === 200 ? '{}' : '');
  }

  function accepted(signal: Signal): unknown[] {
    if ((answers[signal] ?? 200) !== 200) return [];
    const ofSignal = deliveries.filter((delivery) => delivery.signal === signal && isJson(delivery));
    return ofSignal.map((delivery) => JSON.parse(delivery.body.toString('utf8')) as unknown);
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries,
    spans: () => accepted('traces').flatMap(readSpans),
    metrics: () => accepted('metrics').flatMap(readMetrics),
    logRecords: () => accepted('logs').flatMap(readLogRecords),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function isJson(delivery: Delivery): boolean {
  return delivery.headers['content-type']?.startsWith('application/json') === true;
}
