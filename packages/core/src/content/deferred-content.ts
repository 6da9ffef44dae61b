/** The waiting work of the modes that keep text: done in slices, off the caller's path, bounded in number, size and time. */
import type { CapturedContent } from './captured-content';
import type { Steps } from './steps';

export interface DeferredLimits {
  readonly maxWaitingCalls: number;
  readonly maxWaitingCharacters: number;
  readonly deadlineMs: number;
  /** How long the thread is held at a stretch. */
  readonly sliceMs: number;
  /** How long `flushSync` holds it. */
  readonly syncLimitMs: number;
}

export interface DeferredJob {
  readonly steps: Steps<CapturedContent>;
  readonly characters: number;
  /** Called once, whatever happens. */
  readonly done: (captured: CapturedContent) => void;
}

type DropReason = NonNullable<CapturedContent['dropped']>;

interface WaitingJob extends DeferredJob {
  readonly deadline: number;
  /** What the promise gave that the steps wait for. */
  resumeWith: string | undefined;
  ended: boolean;
}

export class DeferredContent {
  readonly #limits: DeferredLimits;
  readonly #whenDropped: (reason: DropReason) => CapturedContent;
  readonly #ready: WaitingJob[] = [];
  /** Jobs that wait for a promise, with the timer of their deadline. */
  readonly #suspended = new Map<WaitingJob, NodeJS.Timeout>();
  #characters = 0;
  #timer: NodeJS.Timeout | undefined;
  droppedCount = 0;

  constructor(limits: DeferredLimits, whenDropped: (reason: DropReason) => CapturedContent) {
    this.#limits = limits;
    this.#whenDropped = whenDropped;
  }

  add(job: DeferredJob): void {
    const { maxWaitingCalls, maxWaitingCharacters, deadlineMs } = this.#limits;
    const waiting: WaitingJob = { ...job, deadline: performance.now() + deadlineMs, resumeWith: undefined, ended: false };
    const isFull = this.#waitingCalls >= maxWaitingCalls || this.#characters + job.characters > maxWaitingCharacters;
    this.#characters += job.characters;
    if (isFull) return this.#drop(waiting, 'queue_full');
    this.#ready.push(waiting);
    this.#schedule();
  }

  /** Gives other work its turns as ever, but keeps the process alive until nothing waits. */
  async flush(): Promise<void> {
    while (this.#waitingCalls > 0) {
      this.#runSlice();
      const pauseMs = this.#ready.length > 0 ? 0 : 5;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /** Gives up what waits for a promise, which cannot be finished here, and what is left when the time is over. */
  flushSync(): void {
    this.#runUntil(performance.now() + this.#limits.syncLimitMs);
    for (const job of [...this.#ready.splice(0), ...this.#suspended.keys()]) this.#drop(job, 'deadline');
  }

  get #waitingCalls(): number {
    return this.#ready.length + this.#suspended.size;
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#ready.length === 0) return;
    // Not `setImmediate`: one that does not keep the process alive does not wake an idle event loop either.
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#runSlice();
    }, 0).unref();
  }

  #runSlice(): void {
    const now = performance.now();
    for (const job of this.#ready.filter(({ deadline }) => deadline < now)) {
      this.#ready.splice(this.#ready.indexOf(job), 1);
      this.#drop(job, 'deadline');
    }
    this.#runUntil(now + this.#limits.sliceMs);
    this.#schedule();
  }

  #runUntil(end: number): void {
    for (let job = this.#ready[0]; job !== undefined; job = this.#ready[0]) {
      this.#step(job);
      if (performance.now() >= end) return;
    }
  }

  #step(job: WaitingJob): void {
    try {
      const step = job.steps.next(job.resumeWith);
      if (step.done) {
        this.#ready.shift();
        this.#end(job, step.value);
      } else if (step.value !== undefined) {
        this.#ready.shift();
        this.#suspend(job, step.value);
      }
    } catch {
      this.#ready.shift();
      this.#drop(job, 'redaction_failed');
    }
  }

  #suspend(job: WaitingJob, promise: Promise<string>): void {
    const timer = setTimeout(() => this.#drop(job, 'deadline'), Math.max(0, job.deadline - performance.now())).unref();
    this.#suspended.set(job, timer);
    promise.then(
      (text) => this.#resume(job, text),
      () => this.#drop(job, 'redaction_failed'),
    );
  }

  #resume(job: WaitingJob, text: string): void {
    if (job.ended) return;
    this.#wake(job);
    job.resumeWith = text;
    this.#ready.push(job);
    this.#schedule();
  }

  #wake(job: WaitingJob): void {
    clearTimeout(this.#suspended.get(job));
    this.#suspended.delete(job);
  }

  #drop(job: WaitingJob, reason: DropReason): void {
    if (job.ended) return;
    this.droppedCount++;
    this.#end(job, this.#whenDropped(reason));
  }

  #end(job: WaitingJob, captured: CapturedContent): void {
    if (job.ended) return;
    job.ended = true;
    this.#wake(job);
    this.#characters -= job.characters;
    try {
      job.done(captured);
    } catch {
      // The receiver guards itself; should it fail all the same, the calls behind this one must not.
    }
  }
}
