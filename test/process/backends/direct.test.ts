/** The variables that docs/backends gives for sending directly, with a stand-in for the backend's host. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { childTimeoutMs } from '../applications/run-between';
import { runCalls } from './recorded-calls';

jest.setTimeout(childTimeoutMs);

interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const keys = {
  LANGFUSE_PUBLIC_KEY: 'pk-lf-1',
  LANGFUSE_SECRET_KEY: 'sk-lf-1',
  LANGSMITH_API_KEY: 'lsv2_1',
  ARIZE_SPACE_ID: 'space-1',
  ARIZE_API_KEY: 'ak-1',
};

/** The variables of a block, with the origin of its endpoint replaced. */
function variablesOf(page: string, marker: string, origin: string): Record<string, string> {
  const text = readFileSync(join(__dirname, '../../../docs/backends', page), 'utf8');
  const block = [...text.matchAll(/^```sh.*\n([^]*?)^```$/gm)]
    .map(([, command = '']) => command)
    .find((command) => command.includes(marker));
  if (block === undefined) throw new Error(`docs/backends/${page} has no block with ${marker}`);
  const script = `${block.replace(/https?:\/\/[^/\s]+/, origin)}\nenv -0`;
  const output = execFileSync('bash', ['--norc', '-ec', script], { encoding: 'utf8', env: { ...keys, PATH: String(process.env['PATH']) } });
  const entries = output.split('\0').map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const);
  return Object.fromEntries(entries.filter(([name]) => /^(OTEL|GENSPAN)_/.test(name)));
}

async function receiveFrom(page: string, marker: string): Promise<readonly Received[]> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url, headers: request.headers, text: Buffer.concat(chunks).toString('latin1') });
      response.writeHead(200, { 'content-type': request.headers['content-type'] }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { exitCode, stderr, collector } = await runCalls({ environment: variablesOf(page, marker, origin) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    // Metrics and events, which the backend has no place for, are not sent elsewhere.
    expect(collector.deliveries).toEqual([]);
    return received;
  } finally {
    server.close();
  }
}

const basic = `Basic ${btoa('pk-lf-1:sk-lf-1')}`;

test.concurrent.each<readonly [string, string, string, Readonly<Record<string, string>>, string]>([
  ['jaeger.md', 'localhost:4318', '/v1/traces', { 'content-type': 'application/json' }, 'gen_ai.usage.input_tokens'],
  [
    'langfuse.md',
    'langfuse.com',
    '/api/public/otel/v1/traces',
    { authorization: basic, 'x-langfuse-ingestion-version': '4' },
    'langfuse.observation.type',
  ],
  [
    'langsmith.md',
    'langchain.com',
    '/otel/v1/traces',
    { 'x-api-key': 'lsv2_1', 'langsmith-project': 'shop', 'content-type': 'application/x-protobuf' },
    'langsmith.span.kind',
  ],
  [
    'phoenix-arize.md',
    'localhost:6006',
    '/v1/traces',
    { 'x-project-name': 'shop', 'content-type': 'application/x-protobuf' },
    'openinference.span.kind',
  ],
  [
    'phoenix-arize.md',
    'otlp.arize.com',
    '/v1/traces',
    { space_id: 'space-1', api_key: 'ak-1', 'content-type': 'application/x-protobuf' },
    'openinference.project.name',
  ],
])('%s sends to %s what is received there', async (page, marker, path, headers, text) => {
  const received = await receiveFrom(page, marker);
  expect(received.length).toBeGreaterThan(0);
  for (const request of received) {
    expect(request).toMatchObject({ path, headers });
    expect(request.text).toContain(text);
  }
});
