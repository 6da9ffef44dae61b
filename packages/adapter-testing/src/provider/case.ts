/**
 * A case says how one request is answered: the name of a fixture (`seeded`, `tools`), or of something that goes wrong or is
 * unusual, made from the route's `seeded` fixture so that it has the provider's own wire format:
 *
 *   status-NNN        the provider's error body; 429 and 5xx ask for a retry after 1 ms
 *   disconnect        the connection closes before an answer        silence           no answer ever comes
 *   broken-json       200 with half a JSON document                 cut-body          the connection closes inside the body
 *   not-json          200 with an HTML page                         empty             200 with an empty JSON object
 *   audio             200 with bytes                                recorded-NAME     a fixture of the provider package
 *   stream-broken     an event that is not JSON in mid-stream       stream-cut        the connection closes in mid-stream
 *   stream-error      an error event in mid-stream                  stream-short      the stream ends without its last events
 *   stream-stalled    nothing more comes in mid-stream              stream-endless    the same event until the client leaves
 *   stream-slow       2 ms between events                           stream-N          one event, N times more
 *   stream-unknown    an event of an unknown type in mid-stream     big               the first text is 1 MB long
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedWord } from '../seeds';
import type { Answer, StreamEnding } from './answer';
import type { WireRoute } from './wire-route';

export function answerCase(name: string, route: WireRoute, stream: boolean): Answer {
  const answer = plainOrStreamed(name, route, stream);
  return answer.kind === 'events' ? { ...answer, framing: route.framing } : answer;
}

function plainOrStreamed(name: string, route: WireRoute, stream: boolean): Answer {
  const status = /^status-(\d{3})$/.exec(name)?.[1];
  if (status !== undefined) return errorAnswer(Number(status), route);
  if (name === 'disconnect' || name === 'silence') return { kind: name };
  if (name === 'audio') return body(Buffer.from(`${seedWord}-audio`.repeat(64)), 'audio/mpeg');
  if (name === 'not-json') return body(`<html>${seedWord}-page</html>`, 'text/html');
  if (name === 'empty') return json('{}');
  if (name === 'broken-json') return json(halfOf(readFixture(route, 'seeded', 'json')));
  if (name === 'cut-body') return { ...json(readFixture(route, 'seeded', 'json')), cut: true };
  if (name === 'big') return bigAnswer(route, stream);
  if (name.startsWith('stream-')) return streamAnswer(name.slice('stream-'.length), route);
  if (name.startsWith('recorded-')) return recordedAnswer(name.slice('recorded-'.length), route, stream);
  return stream ? eventsAnswer(splitEvents(readFixture(route, name, 'sse'))) : json(readFixture(route, name, 'json'));
}

/** `error-NNN` is the provider's answer with that status. */
function recordedAnswer(name: string, route: WireRoute, stream: boolean): Answer {
  const directory = route.recordedDirectory;
  const status = /^error-(\d{3})/.exec(name)?.[1];
  if (status !== undefined)
    return body(readFile(directory, name, 'json'), 'application/json', Number(status), { 'x-should-retry': 'false' });
  return stream ? eventsAnswer(splitEvents(readFile(directory, name, 'sse'))) : json(readFile(directory, name, 'json'));
}

type BodyAnswer = Extract<Answer, { kind: 'body' }>;

function body(content: string | Uint8Array, contentType: string, status = 200, headers: Readonly<Record<string, string>> = {}): BodyAnswer {
  const identity = { 'x-request-id': `req_${status}`, 'request-id': `req_${status}` };
  return { kind: 'body', status, headers: { 'content-type': contentType, ...identity, ...headers }, body: content };
}

function json(content: string): BodyAnswer {
  return body(content, 'application/json');
}

function errorAnswer(status: number, route: WireRoute): BodyAnswer {
  const content = JSON.stringify(route.errorBody(status));
  return body(content, 'application/json', status, status === 429 || status >= 500 ? { 'retry-after-ms': '1' } : {});
}

function eventsAnswer(events: Iterable<string>, ending: StreamEnding = 'complete', pauseMs = 0): Answer {
  return { kind: 'events', events, ending, pauseMs };
}

function streamAnswer(variant: string, route: WireRoute): Answer {
  const events = splitEvents(readFixture(route, 'seeded', 'sse'));
  // Up to and with the first text, so that a reader has seen some before it goes wrong.
  const middle = textEventIndex(events) + 1;
  const before = events.slice(0, middle);
  const after = events.slice(middle);
  const text = events[middle - 1] ?? '';
  switch (variant) {
    case 'broken':
      return eventsAnswer([...before, brokenEvent(text), ...after]);
    case 'cut':
      return eventsAnswer(before, 'destroyed');
    case 'error':
      return eventsAnswer([...before, route.errorEvent]);
    case 'short':
      return eventsAnswer(before);
    case 'stalled':
      return eventsAnswer(before, 'stalled');
    case 'endless':
      return eventsAnswer(endless(before, text), 'complete', 2);
    case 'slow':
      return eventsAnswer(events, 'complete', 2);
    case 'unknown':
      return eventsAnswer([...before, `event: omen\ndata: {"type":"omen","object":"omen","omen":"${seedWord}-omen"}\n\n`, ...after]);
    default:
      return eventsAnswer([...before, ...repeat(text, Number(variant)), ...after]);
  }
}

function bigAnswer(route: WireRoute, stream: boolean): Answer {
  const text = `${seedWord}-big `.repeat(90_000);
  const grow = (content: string): string => content.replace(`${seedWord}-output one `, text);
  return stream ? eventsAnswer(splitEvents(grow(readFixture(route, 'seeded', 'sse')))) : json(grow(readFixture(route, 'seeded', 'json')));
}

function readFixture(route: WireRoute, name: string, extension: 'json' | 'sse'): string {
  return readFile(route.directory, name, extension);
}

function readFile(directory: string, name: string, extension: 'json' | 'sse'): string {
  try {
    return readFileSync(join(directory, `${name}.${extension}`), 'utf8');
  } catch (error) {
    throw new Error(`The fake provider has no case "${name}": there is no ${name}.${extension} in ${directory}.`, { cause: error });
  }
}

/** Each event with the blank line that ends it. */
function splitEvents(content: string): string[] {
  return content.match(/[^]*?\r?\n\r?\n/g) ?? [];
}

function textEventIndex(events: readonly string[]): number {
  const index = events.findIndex((event) => event.includes(seedWord));
  if (index < 0) throw new Error(`The stream fixture "seeded" has no event with the word ${seedWord}.`);
  return index;
}

function brokenEvent(event: string): string {
  return event.replace(/(data: .{12})[^\n]*/, '$1');
}

function halfOf(content: string): string {
  return content.slice(0, content.length / 2);
}

function* endless(before: readonly string[], event: string): Generator<string> {
  yield* before;
  for (;;) yield event;
}

function* repeat(event: string, times: number): Generator<string> {
  for (let index = 0; index < times; index += 1) yield event;
}
