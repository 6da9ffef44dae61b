/** The binary framing of streams on AWS (`application/vnd.amazon.eventstream`), which carries each event of Bedrock as base64. */
import { crc32 } from 'node:zlib';

export const eventStreamContentType = 'application/vnd.amazon.eventstream';

const headers = [
  [':event-type', 'chunk'],
  [':content-type', 'application/json'],
  [':message-type', 'event'],
] as const;

const stringType = 7;

/** Frames the data of one server-sent event; what has none (a comment, `[DONE]`) has no frame. */
export function encodeEventStream(event: string): Uint8Array {
  const data = /^data: (\{.*)$/m.exec(event)?.[1];
  if (data === undefined) return new Uint8Array();
  const payload = Buffer.from(JSON.stringify({ bytes: Buffer.from(data).toString('base64') }));
  const head = Buffer.concat(headers.map(([name, value]) => encodeHeader(name, value)));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + head.length + payload.length, 0);
  prelude.writeUInt32BE(head.length, 4);
  const frame = Buffer.concat([prelude, checksum(prelude), head, payload]);
  return Buffer.concat([frame, checksum(frame)]);
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
