/** What an endpoint made of one export. */
export type ExportAnswer =
  | { readonly kind: 'accepted'; readonly body: Uint8Array }
  /** `code`: the HTTP status or the name of the gRPC status. */
  | { readonly kind: 'refused'; readonly code: string; readonly meaning: RefusalMeaning; readonly retryAfterMs?: number | undefined }
  /** No answer at all. `reason` is a code of Node's or of ours, never a message: that may quote what was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export type RefusalMeaning = 'busy' | 'unknown_path' | 'wrong_encoding' | 'wrong_credentials' | 'too_large' | 'other';

export interface Transport {
  /** Never rejects. */
  send(body: Uint8Array): Promise<ExportAnswer>;
  /** Ends the requests that are under way as unreachable. Later ones are made as before. */
  abort(): void;
}

/** A connection that is being made holds the process, even by an unreferenced socket; this bounds it. */
export const maxConnectMs = 3_000;

/** An error that is told by its code, as those of Node are. */
export function errorWithCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
