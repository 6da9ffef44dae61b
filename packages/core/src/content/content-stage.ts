/** The one way content takes from an adapter to a recorder: snapshot in, redacted text out. */
import type { InputContent, OutputContent } from '../facts';
import type { CapturedContent } from './captured-content';

/** What a call said, as a snapshot that nobody else changes. Absent parts were not captured or do not exist. */
export interface CallContent {
  readonly input?: InputContent | undefined;
  readonly output?: OutputContent | undefined;
  /** Of the failure, as is its stack: both may quote the prompt. */
  readonly failureMessage?: string | undefined;
  /**
   * Called off the caller's path: the first reader of a stack makes V8 write it, and Node prints an error that ends the process
   * without its line of code when that has happened.
   */
  readonly readFailureStack?: (() => string | undefined) | undefined;
  /** What somebody wrote about a call, minutes later maybe. */
  readonly comment?: string | undefined;
}

export interface ContentStage {
  /** Whether adapters are asked for content at all: not in mode `off`. */
  readonly wantsContent: boolean;
  /**
   * Calls `done` exactly once and never throws: before it returns in the modes `off` and `hash`, later, off the caller's path,
   * in `redacted` and `full`. Past the deadline, or when the waiting work is full, `done` is given no text and the reason.
   */
  capture(content: CallContent, done: (captured: CapturedContent) => void): void;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
  /** Ends the waiting work before it returns, within a bound: for `process.exit`, which runs no callback later. */
  flushSync(): void;
}
