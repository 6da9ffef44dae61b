import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface LineWriterOptions {
  /** For the warning: `stdout` or a path. */
  readonly name: string;
  /** The file descriptor; asked for at the first line, and again as long as it throws. */
  open(): number;
  /** Told once. */
  warn(message: string): void;
}

const maxWaitingBytes = 1_048_576;
const retryMs = 20;
const maxFlushMs = 1_000;
/** At the exit of the process: how long a reader may take nothing, and how long it may take in all. */
const maxStallMs = 1_000;
const maxExitMs = 2_000;

/** `undefined` until there is a writer. At the exit no timer fires any more, and a listener that is added then is not called. */
let isExiting: boolean | undefined;

function watchExit(): void {
  if (isExiting !== undefined) return;
  isExiting = false;
  // Before all other listeners: they may write the last lines.
  process.prependOnceListener('exit', () => {
    isExiting = true;
  });
}

/**
 * Writes lines before `write` returns, so that they survive `process.exit`. Never throws: a line that cannot be written is
 * counted. Only a full pipe that does not block (a stdout whose reader is slow) makes lines wait, up to 1 MiB.
 */
export class LineWriter {
  readonly #options: LineWriterOptions;
  readonly #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Bytes of the first waiting line that are written already. */
  #written = 0;
  #descriptor: number | undefined;
  #retries = false;
  #waitsAtExit = false;
  #exitDeadline: number | undefined;
  #warned = false;
  /** The last write ended inside a line: the next one must not continue it. */
  #torn = false;
  #droppedLines = 0;

  constructor(options: LineWriterOptions) {
    this.#options = options;
    watchExit();
  }

  get droppedLines(): number {
    return this.#droppedLines;
  }

  write(line: string): void {
    const bytes = Buffer.from(this.#torn ? `\n${line}\n` : `${line}\n`);
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes.length > maxWaitingBytes) {
      this.#drop(1, 'its reader is too slow');
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#writeWaiting();
  }

  /** Resolves when no line waits any more, after a second at the latest. */
  async flush(): Promise<void> {
    const deadline = Date.now() + maxFlushMs;
    this.#writeWaiting();
    while (this.#waiting.length > 0 && Date.now() < deadline) {
      await delay(retryMs);
      this.#writeWaiting();
    }
  }

  #writeWaiting(): void {
    if (this.#writeWhatFits()) return;
    if (isExiting) this.#writeAtExit();
    else this.#tryLater();
  }

  /** False when the reader must be waited for. */
  #writeWhatFits(): boolean {
    try {
      for (let line = this.#waiting[0]; line !== undefined; line = this.#waiting[0]) {
        this.#descriptor ??= this.#options.open();
        this.#written += writeSync(this.#descriptor, line, this.#written);
        if (this.#written < line.length) continue;
        this.#waiting.shift();
        this.#waitingBytes -= line.length;
        this.#written = 0;
        this.#torn = false;
      }
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') return false;
      this.#dropWaiting(code);
    }
    return true;
  }

  #tryLater(): void {
    if (!this.#retries) {
      this.#retries = true;
      const retry = () => {
        this.#retries = false;
        this.#writeWaiting();
      };
      setTimeout(retry, retryMs).unref();
    }
    if (this.#waitsAtExit) return;
    this.#waitsAtExit = true;
    process.once('exit', () => this.#writeWaiting());
  }

  /** The thread itself waits, as long as the reader reads. */
  #writeAtExit(): void {
    const neverNotified = new Int32Array(new SharedArrayBuffer(4));
    this.#exitDeadline ??= performance.now() + maxExitMs;
    let stallDeadline = performance.now() + maxStallMs;
    let leftBytes = this.#waitingBytes - this.#written;
    while (performance.now() < Math.min(stallDeadline, this.#exitDeadline)) {
      Atomics.wait(neverNotified, 0, 0, 5);
      if (this.#writeWhatFits()) return;
      const nowLeftBytes = this.#waitingBytes - this.#written;
      if (nowLeftBytes < leftBytes) stallDeadline = performance.now() + maxStallMs;
      leftBytes = nowLeftBytes;
    }
    // No later line is waited for.
    this.#exitDeadline = 0;
    this.#dropWaiting('its reader is too slow');
  }

  #dropWaiting(reason: string): void {
    this.#torn ||= this.#written > 0;
    const lines = this.#waiting.length;
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.#written = 0;
    this.#drop(lines, reason);
  }

  #drop(lines: number, reason: string): void {
    this.#droppedLines += lines;
    if (this.#warned) return;
    this.#warned = true;
    this.#options.warn(`genspan: GENSPAN_LOG cannot be written to ${this.#options.name} (${reason}); calls go unlogged until it can.`);
  }
}

/** Not by `instanceof Error`: under jest the errors of Node come from another realm. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
