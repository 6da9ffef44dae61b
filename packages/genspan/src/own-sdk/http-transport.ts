import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { compress } from './compress';
import type { OtlpSettings } from './signal-settings';
import { errorWithCode, maxConnectMs, type ExportAnswer, type RefusalMeaning, type Transport } from './transport';

const maxAnswerBytes = 64 * 1_024;
const meanings: Readonly<Record<number, RefusalMeaning>> = {
  401: 'wrong_credentials',
  403: 'wrong_credentials',
  404: 'unknown_path',
  405: 'unknown_path',
  413: 'too_large',
  415: 'wrong_encoding',
  429: 'busy',
  501: 'unknown_path',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/**
 * OTLP over HTTP. Not the exporters of the SDK: those hold the process by sockets and retry timers, for 10 s and more when a collector
 * is down (docs/decisions/own-otlp-transport.md). Nothing here does, apart from a connection that is being made.
 */
export class HttpTransport implements Transport {
  readonly #settings: OtlpSettings;
  readonly #options: RequestOptions;
  readonly #open = new Set<ClientRequest>();

  constructor(settings: OtlpSettings, contentType: string, userAgent: string) {
    this.#settings = settings;
    const isTls = settings.url.protocol === 'https:';
    this.#options = {
      method: 'POST',
      agent: isTls ? new HttpsAgent({ keepAlive: true, ...definedOnly(settings.tls) }) : new HttpAgent({ keepAlive: true }),
      headers: {
        ...settings.headers,
        'content-type': contentType,
        'user-agent': userAgent,
        ...(settings.gzip && { 'content-encoding': 'gzip' }),
      },
    };
  }

  async send(body: Uint8Array): Promise<ExportAnswer> {
    try {
      return await this.#post(this.#settings.gzip ? await compress(body) : body);
    } catch (error) {
      return { kind: 'unreachable', reason: codeOf(error) };
    }
  }

  abort(): void {
    for (const request of this.#open) request.destroy(errorWithCode('ABORTED'));
  }

  #post(body: Uint8Array): Promise<ExportAnswer> {
    const { url, timeoutMs } = this.#settings;
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, this.#options);
      this.#open.add(request);
      const timer = setTimeout(() => request.destroy(errorWithCode('TIMEOUT')), timeoutMs).unref();
      request.on('close', () => {
        clearTimeout(timer);
        this.#open.delete(request);
      });
      request.on('error', reject);
      request.on('response', (response) => readAnswer(response).then(resolve, reject));
      request.on('socket', (socket) => {
        socket.unref();
        if (!socket.connecting) return;
        const connectTimer = setTimeout(() => request.destroy(errorWithCode('TIMEOUT')), maxConnectMs).unref();
        const clear = (): void => clearTimeout(connectTimer);
        socket.once('connect', clear);
        request.once('close', clear);
      });
      request.end(body);
    });
  }
}

async function readAnswer(response: IncomingMessage): Promise<ExportAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to the end all the same, so that the connection can be used again.
    if (bytes <= maxAnswerBytes) chunks.push(chunk);
  }
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { kind: 'accepted', body: Buffer.concat(chunks) };
  return {
    kind: 'refused',
    code: String(status),
    meaning: httpMeaning(status),
    retryAfterMs: parseRetryAfter(response.headers['retry-after'], Date.now()),
  };
}

export function httpMeaning(status: number): RefusalMeaning {
  return meanings[status] ?? 'other';
}

/** Seconds or an HTTP date. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) ? Math.max(waitMs, 0) : undefined;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

function definedOnly<Values extends object>(values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>;
}
