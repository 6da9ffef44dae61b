/** What the fake provider does with one request, and the doing of it, byte for byte. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEventStream, eventStreamContentType, type EventFraming } from './event-stream';

export type Answer =
  | { readonly kind: 'body'; readonly status: number; readonly headers: Headers; readonly body: string | Uint8Array; readonly cut?: true }
  | {
      readonly kind: 'events';
      readonly events: Iterable<string>;
      readonly pauseMs: number;
      readonly ending: StreamEnding;
      /** @default server-sent events */
      readonly framing?: EventFraming | undefined;
    }
  /** The connection is closed before a byte of the answer. */
  | { readonly kind: 'disconnect' }
  /** The request is read and never answered. */
  | { readonly kind: 'silence' };

/** `destroyed`: the connection breaks; `stalled`: nothing more comes, and the connection stays. */
export type StreamEnding = 'complete' | 'destroyed' | 'stalled';

type Headers = Readonly<Record<string, string>>;

/** What happened while a request was answered; filled in as it happens. */
export interface AnswerRecord {
  eventsSent: number;
  /** Whether the client went away before the answer was whole. */
  disconnected: boolean;
  /** Whether nothing more is sent: the answer is whole, or the connection is gone. */
  ended: boolean;
}

export async function sendAnswer(answer: Answer, response: ServerResponse, record: AnswerRecord): Promise<void> {
  response.once('close', () => {
    if (!isWhole(response) && answer.kind !== 'disconnect') record.disconnected = true;
  });
  switch (answer.kind) {
    case 'silence':
      return;
    case 'disconnect':
      response.destroy();
      return;
    case 'body':
      await sendBody(answer, response);
      return;
    case 'events':
      await sendEvents(answer, response, record);
      return;
    default:
      throw new Error(`no such answer: ${JSON.stringify(answer satisfies never)}`);
  }
}

/** HTTP/2 calls an answer finished that the client did not want any more. */
function isWhole(response: ServerResponse): boolean {
  return 'stream' in response ? response.writableEnded : response.writableFinished;
}

async function sendBody(answer: Extract<Answer, { kind: 'body' }>, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  if (answer.cut !== true) {
    response.end(answer.body);
    return;
  }
  response.write(answer.body.slice(0, answer.body.length / 2));
  await destroyAfterFlush(response);
}

async function sendEvents(answer: Extract<Answer, { kind: 'events' }>, response: ServerResponse, record: AnswerRecord): Promise<void> {
  const contentType = answer.framing ? eventStreamContentType : 'text/event-stream; charset=utf-8';
  response.writeHead(200, { 'content-type': contentType, 'x-request-id': 'req_stream', 'request-id': 'req_stream' });
  // One listener for the whole stream: a client that leaves would otherwise be waited for at every event.
  const closed = once(response, 'close');
  for (const event of answer.events) {
    // Before an event, never after the last one: a client that has read that leaves, and would count as one that left early.
    if (answer.pauseMs > 0 && record.eventsSent > 0) await sleep(answer.pauseMs);
    if (record.disconnected) return;
    record.eventsSent += 1;
    if (!response.write(answer.framing ? encodeEventStream(event, answer.framing) : event)) await Promise.race([drained(response), closed]);
  }
  if (answer.ending === 'complete') response.end();
  else if (answer.ending === 'destroyed') await destroyAfterFlush(response);
}

/** A reset discards what the client's kernel has not handed over yet: the pause lets the bytes before it be read. */
async function destroyAfterFlush(response: ServerResponse): Promise<void> {
  await sleep(20);
  response.destroy();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
  });
}
