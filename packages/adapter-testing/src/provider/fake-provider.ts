/**
 * A provider on `node:http` and `node:http2` that speaks exact wire bytes and keeps every request as it came.
 *
 * An unmodified SDK client chooses the answers by its base URL: `/<key>/<cases>/v1/...`, where `cases` are separated by commas,
 * one a request, the last for all further ones: `status-500,status-500,seeded`. Requests are counted and found again by `key`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnswerRecord, sendAnswer } from './answer';
import { listenToBoth } from './both-protocols';
import { answerCase } from './case';
import type { WireRoute } from './wire-route';

export interface RecordedRequest extends Readonly<AnswerRecord> {
  readonly key: string;
  readonly method: string;
  /** Without the prefix, with the query. */
  readonly path: string;
  /** Names and values alternating, in the order and case they came in. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface FakeProvider {
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/**
 * Requests of the application to the harness itself, below `/control`:
 *
 *   received/<key>   answered when a request of the key has come
 *   settled/<key>    answered when every request of the key has got its answer: what follows from it has reached the client
 *   disconnect-all   closes all connections, so that a client that left streams unread comes to its natural end
 */
export const controlPath = '/control';

export async function startFakeProvider(routes: readonly WireRoute[]): Promise<FakeProvider> {
  const requests: RecordedRequest[] = [];
  const counts = new Map<string, number>();
  const server = await listenToBoth((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(501, { 'content-type': 'text/plain' }).end(String(error));
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://provider');
    if (url.pathname.startsWith(`${controlPath}/`)) {
      await control(url.pathname.slice(controlPath.length + 1), response);
      return;
    }
    const [, key = '', cases = '', ...segments] = url.pathname.split('/');
    const path = `/${segments.join('/')}`;
    const body = await readBody(request);
    const record: AnswerRecord = { eventsSent: 0, disconnected: false, ended: false };
    const recorded = { key, method: request.method ?? '', path: path + url.search, rawHeaders: request.rawHeaders, body };
    requests.push(Object.assign(record, recorded));
    response.once('close', () => {
      record.ended = true;
    });
    // Some SDKs hand the headers over with the answer, and the time is another at each run.
    response.sendDate = false;
    const route = routes.find((candidate) => candidate.method === request.method && candidate.path.test(path));
    if (route === undefined) throw new Error(`The fake provider has no route ${request.method} ${path}.`);
    const attempt = counts.get(key) ?? 0;
    counts.set(key, attempt + 1);
    const names = cases.split(',');
    const stream =
      route.isStream === true || url.searchParams.get('stream') === 'true' || /"stream":\s*true|name="stream"\r\n\r\ntrue/.test(body);
    await sendAnswer(answerCase(names[Math.min(attempt, names.length - 1)] ?? '', route, stream), response, record);
  }

  async function control(command: string, response: ServerResponse): Promise<void> {
    if (command === 'disconnect-all') {
      response.end(() => server.closeAllConnections());
      return;
    }
    const [name, key = ''] = command.split('/');
    const isOpen = (): boolean => requests.some((request) => request.key === key && !request.ended);
    const isReached = (): boolean => counts.has(key) && (name === 'received' || !isOpen());
    while (!isReached()) await sleep(2);
    response.end();
  }

  return { origin: server.origin, requests, close: server.close };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
