/** Content that has passed the capture policy: the only form in which a recorder ever sees any. */
import type { CaptureMode } from './capture-policy';

declare const safe: unique symbol;

/** A string that only the content stage makes: redacted, or raw by the user's explicit choice of `full`. */
export type SafeText = string & { readonly [safe]: true };

/** A JSON value whose every string is a `SafeText`, with its serialised form. */
export interface SafeJson {
  readonly [safe]: true;
  readonly value: unknown;
  readonly json: string;
}

export interface CapturedContent {
  readonly mode: CaptureMode;
  /** `gen_ai.system_instructions` and the like; all absent in the modes `off` and `hash`. */
  readonly instructions?: SafeJson | undefined;
  readonly inputMessages?: SafeJson | undefined;
  readonly outputMessages?: SafeJson | undefined;
  readonly toolDefinitions?: SafeJson | undefined;
  readonly retrievalQuery?: SafeText | undefined;
  readonly retrievalDocuments?: SafeJson | undefined;
  readonly toolArguments?: SafeJson | undefined;
  readonly toolDescription?: SafeText | undefined;
  readonly toolResult?: SafeJson | undefined;
  readonly resourceUri?: SafeText | undefined;
  readonly failureMessage?: SafeText | undefined;
  readonly failureStack?: SafeText | undefined;
  /** Of feedback or a judge, about a call. */
  readonly comment?: SafeText | undefined;
  /**
   * From mode `hash` on: digests of instructions and messages, `sha256:...` or `hmac-sha256:...`. In mode `redacted` without a key
   * they are of the redacted text.
   */
  readonly inputHash?: string | undefined;
  readonly outputHash?: string | undefined;
  /** Parts or characters that were cut. */
  readonly truncated?: true | undefined;
  /** Why content that the mode asks for is missing although the call had some. */
  readonly dropped?: 'queue_full' | 'deadline' | 'redaction_failed' | undefined;
}
