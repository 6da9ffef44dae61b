/** The binary framing of streams on AWS (`application/vnd.amazon.eventstream`). */
import { crc32 } from 'node:zlib';

export const eventStreamContentType = 'application/vnd.amazon.eventstream';

/** `bytes`: each event is the base64 in a `chunk`; `members`: each is `{"kind":{...}}`, of which the frame is told the kind. */
export type EventFraming = 'bytes' | 'members';

const stringType = 7;

/** Frames the data of one server-sent event; what has none (a comment, `[DONE]`) has no frame. `{"...Exception":{...}}` ends a stream. */
export function encodeEventStream(event: string, framing: EventFraming): Uint8Array {
  const data = /^data: (\{.*)$/m.exec(event)?.[1];
  if (data === undefined) return new Uint8Array();
  const [, kind = '', content = ''] = /^\{"(\w+)":(.*)\}$/.exec(data) ?? /^\{"(\w+)":(.*)$/.exec(data) ?? [];
  if (kind.endsWith('Exception')) return encodeFrame({ ':message-type': 'exception', ':exception-type': kind }, content);
  if (framing === 'bytes') return encodeEvent('chunk', JSON.stringify({ bytes: Buffer.from(data).toString('base64') }));
  // What is no JSON is a frame whose checksum is wrong.
  if (kind === '') return withWrongChecksum(encodeEvent('omen', data));
  // An event with its kind in `type` is one that no union has.
  return kind === 'type' ? encodeEvent('omen', data) : encodeEvent(kind, content);
}

function encodeEvent(kind: string, payload: string): Uint8Array {
  return encodeFrame({ ':event-type': kind, ':message-type': 'event' }, payload);
}

function encodeFrame(headers: Readonly<Record<string, string>>, content: string): Uint8Array {
  const payload = Buffer.from(content);
  const all = { ...headers, ':content-type': 'application/json' };
  const head = Buffer.concat(Object.entries(all).map(([name, value]) => encodeHeader(name, value)));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + head.length + payload.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  const frame = Buffer.concat([prelude, checksum(prelude), head, payload]);
  return Buffer.concat([frame, checksum(frame)]);
}

function withWrongChecksum(frame: Uint8Array): Uint8Array {
  return frame.map((byte, index) => (index < frame.length - 1 ? byte : byte ^ 1));
}

function encodeHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([stringType]), length, Buffer.from(value)]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
