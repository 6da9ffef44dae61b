/** What may be kept of the messages, and on which signal. */

/** `off`: nothing; `hash`: digests; `redacted`: text without secrets; `full`: raw text. */
export type CaptureMode = 'off' | 'hash' | 'redacted' | 'full';

export interface CapturePolicy {
  readonly mode: CaptureMode;
  readonly onSpan: boolean;
  readonly onEvent: boolean;
  /** Key of the HMAC that replaces the plain digest: a plain digest of a short text can be guessed. */
  readonly hashKey?: string | undefined;
  /** Characters of one part that are scanned and kept; what lies beyond is dropped and marked. */
  readonly maxPartCharacters: number;
  /** Characters of one call that are scanned and kept, newest messages first. */
  readonly maxCallCharacters: number;
}

export function capturesText(policy: CapturePolicy): boolean {
  return policy.mode === 'redacted' || policy.mode === 'full';
}
