import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TlsFiles } from './signal-settings';

/** What a worker needs to send what is left at exit; can be cloned to it. */
export interface ExitRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsFiles;
  /** Serialised batches. */
  readonly bodies: readonly Uint8Array[];
}

export interface ExitMessage {
  readonly requests: readonly ExitRequest[];
  /** Its one number goes from `waiting` to one of the others. */
  readonly done: Int32Array;
}

export const exitState = { waiting: 0, sent: 1, lost: 2 } as const;

/**
 * Sends before it returns, or gives up after `timeoutMs`; false when something was not taken. At the `exit` event the event loop of
 * this thread runs no more, so a worker sends while this thread waits.
 */
export function sendAndWait(requests: readonly ExitRequest[], timeoutMs: number): boolean {
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ExitMessage = { requests, done };
  try {
    // Without the flags and variables of the process: no preload, ours or others', may run in it.
    const worker = new Worker(join(__dirname, 'exit-worker.cjs'), { workerData, execArgv: [], env: {}, stdout: true, stderr: true });
    worker.on('error', () => {});
    worker.unref();
  } catch {
    // Under Node's permission model threads must be allowed.
    return false;
  }
  Atomics.wait(done, 0, exitState.waiting, timeoutMs);
  return Atomics.load(done, 0) === exitState.sent;
}
