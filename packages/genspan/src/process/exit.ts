import { isMainThread } from 'node:worker_threads';
import { listenWhileAlone } from './listen-while-alone';

/** Nothing of it throws. */
export interface ExitWork {
  /** Ends the calls that are still open, before it returns. */
  endOpenCalls(): void;
  /** How much was handed to the export so far. */
  recordCount(): number;
  /** Keeps the process alive until all is exported, at most `timeoutMs`. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
  /** Before it returns, within `timeoutMs`. */
  flushAtExit(timeoutMs: number): void;
}

const flushMs = 2_000;
/** Shorter: nothing else can run meanwhile. */
const blockingFlushMs = 1_000;
const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Gets out what was recorded when the process ends, and changes nothing about how it ends: exit code, signal and output stay.
 * An end by another signal, `process.abort()` or `worker.terminate()` loses what has not been exported.
 */
export function watchExit(work: ExitWork): void {
  let flushedCount: number | undefined;
  const onBeforeExit = (): void => {
    // Asynchronous work makes Node emit the event once more: it must come to rest.
    if (flushedCount === work.recordCount()) return;
    work.endOpenCalls();
    flushedCount = work.recordCount();
    void work.flush(flushMs);
  };
  const onExit = (): void => {
    work.endOpenCalls();
    work.flushAtExit(blockingFlushMs);
  };

  let isLeaving = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isLeaving) return;
    isLeaving = true;
    work.endOpenCalls();
    void work.flush(flushMs).finally(() => {
      for (const stop of stops) stop();
      // Without our listener the signal does what it would have done in the first place.
      process.kill(process.pid, signal);
    });
  };

  process.on('beforeExit', onBeforeExit);
  process.on('exit', onExit);
  // Workers get no signals. With a listener of the application it is the application that decides whether and when the process ends.
  const stops = isMainThread ? signals.map((signal) => listenWhileAlone(signal, onSignal)) : [];
}
