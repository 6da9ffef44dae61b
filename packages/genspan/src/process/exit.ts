import { isMainThread } from 'node:worker_threads';
import { listenWhileAlone } from './listen-while-alone';

/** Nothing of it throws. */
export interface ExitWork {
  /** Ends the calls that are still open and finishes their content, at most `timeoutMs`. Keeps the process alive. Never rejects. */
  endCalls(timeoutMs: number): Promise<void>;
  /** The same before it returns: content that waits for a promise is given up. */
  endCallsAtExit(): void;
  /** How much was handed to the export so far. */
  recordCount(): number;
  /** Keeps the process alive until all is exported, at most `timeoutMs`. Never rejects. */
  flush(timeoutMs: number): Promise<void>;
  /** Before it returns, within `timeoutMs`. */
  flushAtExit(timeoutMs: number): void;
}

const flushMs = 2_000;
/** The part of it that content may take, and the part that the export gets whatever content takes: a redactor that hangs costs no span. */
const contentMs = 1_000;
const minExportMs = 1_000;
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
    if (flushedCount !== work.recordCount()) void endAndFlush();
  };
  const endAndFlush = async (): Promise<void> => {
    const deadline = performance.now() + flushMs;
    await work.endCalls(contentMs);
    flushedCount = work.recordCount();
    await work.flush(Math.max(minExportMs, deadline - performance.now()));
  };
  const onExit = (): void => {
    work.endCallsAtExit();
    work.flushAtExit(blockingFlushMs);
  };

  let isLeaving = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isLeaving) return;
    isLeaving = true;
    void endAndFlush().finally(() => {
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
