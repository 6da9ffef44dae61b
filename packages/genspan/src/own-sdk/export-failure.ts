export type ExportFailure =
  /** `code`: the HTTP status or the name of the gRPC status. */
  | { readonly kind: 'refused'; readonly code: string; readonly meaning: RefusalMeaning }
  /** No answer at all. `reason` is a code, never a message: that may quote what was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string };

type RefusalMeaning = 'busy' | 'unknown_path' | 'wrong_encoding' | 'wrong_credentials' | 'too_large' | 'other';

const httpMeanings: Readonly<Record<number, RefusalMeaning>> = {
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

/** By grpc.io/docs/guides/status-codes. */
const grpcMeanings: Readonly<Record<number, RefusalMeaning>> = {
  7: 'wrong_credentials',
  8: 'too_large',
  12: 'unknown_path',
  16: 'wrong_credentials',
};
const deadlineExceeded = 4;

/** There was no connection, so that nothing was sent. */
export const noConnectionReasons: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

export function describeStatus(status: number): ExportFailure {
  return { kind: 'refused', code: String(status), meaning: httpMeanings[status] ?? 'other' };
}

/**
 * What the `error` of an OTLP exporter's result says: an HTTP or gRPC status or a code of Node's. `undefined`: it says nothing of the
 * endpoint, or what `watchRequests` has seen already.
 */
export function describeFailure(error: unknown): ExportFailure | undefined {
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown };
  if (typeof code === 'string') return { kind: 'unreachable', reason: code };
  if (typeof code === 'number') return typeof details === 'string' ? describeGrpc(code, details, String(message)) : describeStatus(code);
  return message === 'Request timed out' ? { kind: 'unreachable', reason: 'TIMEOUT' } : undefined;
}

function describeGrpc(status: number, details: string, message: string): ExportFailure {
  if (status === deadlineExceeded) return { kind: 'unreachable', reason: 'TIMEOUT' };
  // The client says by the status of a busy server that it could not connect.
  if (/^(?:No connection established|Name resolution failed)/.test(details)) return { kind: 'unreachable', reason: reasonOf(details) };
  // The client begins its messages with number and name of the status.
  const name = /^\d+ ([A-Z_]+):/.exec(message)?.[1] ?? `gRPC status ${status}`;
  return { kind: 'refused', code: name, meaning: grpcMeanings[status] ?? 'other' };
}

function reasonOf(details: string): string {
  if (details.startsWith('Name')) return 'ENOTFOUND';
  if (/certificate/i.test(details)) return 'UNTRUSTED_CERTIFICATE';
  return /\bE[A-Z]{4,}\b/.exec(details)?.[0] ?? 'NO_CONNECTION';
}
