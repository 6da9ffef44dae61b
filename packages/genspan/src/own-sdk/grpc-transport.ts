import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { compress } from './compress';
import { httpMeaning } from './http-transport';
import type { OtlpSettings } from './signal-settings';
import { errorWithCode, maxConnectMs, type ExportAnswer, type RefusalMeaning, type Transport } from './transport';

/** Names by grpc.io/docs/guides/status-codes, what may be tried again by the OTLP specification. */
const statuses: Readonly<Record<string, readonly [name: string, meaning: RefusalMeaning]>> = {
  1: ['CANCELLED', 'busy'],
  3: ['INVALID_ARGUMENT', 'other'],
  7: ['PERMISSION_DENIED', 'wrong_credentials'],
  8: ['RESOURCE_EXHAUSTED', 'too_large'],
  10: ['ABORTED', 'busy'],
  11: ['OUT_OF_RANGE', 'busy'],
  12: ['UNIMPLEMENTED', 'unknown_path'],
  13: ['INTERNAL', 'other'],
  14: ['UNAVAILABLE', 'busy'],
  15: ['DATA_LOSS', 'busy'],
  16: ['UNAUTHENTICATED', 'wrong_credentials'],
};
/** The server's view of our own timeout. */
const deadlineExceeded = '4';
/** Flag and length before each message. */
const prefixBytes = 5;

/** Loaded by the first use, which most processes never have. */
const http2 = () => process.getBuiltinModule('node:http2');

/**
 * OTLP over gRPC: an export is one unary call, made here on Node's own HTTP/2. A whole gRPC client would be 1 MB more to ship, and it
 * holds the process while a call is open.
 */
export class GrpcTransport implements Transport {
  readonly #settings: OtlpSettings;
  readonly #headers: Readonly<Record<string, string>>;
  #session: ClientHttp2Session | undefined;
  #socket: Socket | undefined;

  constructor(settings: OtlpSettings, userAgent: string) {
    this.#settings = settings;
    this.#headers = {
      ...settings.headers,
      ':method': 'POST',
      ':path': settings.url.pathname,
      'content-type': 'application/grpc',
      te: 'trailers',
      'user-agent': userAgent,
      'grpc-timeout': `${settings.timeoutMs}m`,
      ...(settings.gzip && { 'grpc-encoding': 'gzip' }),
    };
  }

  async send(body: Uint8Array): Promise<ExportAnswer> {
    try {
      const message = this.#settings.gzip ? await compress(body) : body;
      return await this.#call(withPrefix(message, this.#settings.gzip));
    } catch (error) {
      return { kind: 'unreachable', reason: reasonOf(error) };
    }
  }

  abort(): void {
    this.#socket?.destroy(errorWithCode('ABORTED'));
  }

  #call(message: Uint8Array): Promise<ExportAnswer> {
    const stream = this.#connected().request(this.#headers);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stream.close(http2().constants.NGHTTP2_CANCEL);
    }, this.#settings.timeoutMs).unref();
    stream.once('close', () => clearTimeout(timer));
    stream.end(message);
    return readAnswer(stream).then((answer) => (isLate ? { kind: 'unreachable', reason: 'TIMEOUT' } : answer));
  }

  #connected(): ClientHttp2Session {
    if (this.#session !== undefined && !this.#session.closed && !this.#session.destroyed) return this.#session;
    // A session that is destroyed while it connects leaves its socket connecting, which holds the process: so the socket is ours.
    const socket = openSocket(this.#settings);
    const timer = setTimeout(() => socket.destroy(errorWithCode('TIMEOUT')), maxConnectMs).unref();
    const session = http2().connect(this.#settings.url.origin, { createConnection: () => socket });
    session.once('connect', () => clearTimeout(timer));
    session.once('close', () => clearTimeout(timer));
    // Told by the streams of the session; without a listener it would end the application.
    session.on('error', () => {});
    session.unref();
    this.#socket = socket;
    this.#session = session;
    return session;
  }
}

function openSocket({ url, tls }: OtlpSettings): Socket {
  const isTls = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = { host, port: Number(url.port) || (isTls ? 443 : 80) };
  if (!isTls) return connectTcp(address);
  return connectTls({ ...address, ...(isIP(host) === 0 && { servername: host }), ALPNProtocols: ['h2'], ...tls });
}

function readAnswer(stream: ClientHttp2Stream): Promise<ExportAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let fields: IncomingHttpHeaders = {};
    const keep = (more: IncomingHttpHeaders): void => {
      fields = { ...fields, ...more };
    };
    stream.on('response', keep);
    stream.on('trailers', keep);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => resolve(describeAnswer(fields, Buffer.concat(chunks))));
  });
}

function describeAnswer(fields: IncomingHttpHeaders, message: Buffer): ExportAnswer {
  const status = fields[':status'];
  if (status === undefined) return { kind: 'unreachable', reason: 'NO_ANSWER' };
  if (Number(status) !== 200) return { kind: 'refused', code: String(status), meaning: httpMeaning(Number(status)) };
  const grpcStatus = String(fields['grpc-status']);
  if (grpcStatus === deadlineExceeded) return { kind: 'unreachable', reason: 'TIMEOUT' };
  if (grpcStatus === '0') return { kind: 'accepted', body: message.subarray(prefixBytes) };
  const [code, meaning] = statuses[grpcStatus] ?? [`gRPC status ${Number(grpcStatus)}`, 'other' as const];
  return { kind: 'refused', code, meaning };
}

function withPrefix(message: Uint8Array, isCompressed: boolean): Uint8Array {
  const framed = Buffer.allocUnsafe(prefixBytes + message.length);
  framed.writeUInt8(isCompressed ? 1 : 0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, prefixBytes);
  return framed;
}

/** Streams of a session that fails are told of it by a `cause`. */
function reasonOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  const reason = cause?.code ?? code;
  return typeof reason === 'string' ? reason : 'UNKNOWN';
}
