import { subscribe } from 'node:diagnostics_channel';
import type { Agent, ClientRequest, IncomingMessage } from 'node:http';

export interface RequestWatcher {
  onAnswer(status: number): void;
  /** The body of an answer of 200. */
  onAccepted(body: Uint8Array): void;
  /** `code`: of Node's error. */
  onNoAnswer(code: string): void;
}

interface Message {
  readonly request: ClientRequest & { readonly agent?: unknown };
  readonly response?: IncomingMessage;
  readonly error?: Error & { readonly code?: unknown };
}

const answerChannel = 'http.client.response.finish';
const errorChannel = 'http.client.request.error';

/**
 * Sees what becomes of each request of one agent. An exporter tells of a failure only when it has given up its retries, after 10 s:
 * most scripts, and every flush, are over by then.
 */
export function watchRequests(agent: Agent, watcher: RequestWatcher): void {
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as Message;
    if (request.agent !== agent || response === undefined) return;
    watcher.onAnswer(response.statusCode ?? 0);
    if (response.statusCode !== 200) return;
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => watcher.onAccepted(Buffer.concat(chunks)));
  };
  const onError = (message: unknown): void => {
    const { request, error } = message as Message;
    if (request.agent === agent && typeof error?.code === 'string') watcher.onNoAnswer(error.code);
  };
  subscribe(answerChannel, onAnswer);
  subscribe(errorChannel, onError);
}
