import { withinFlushLimit } from '../flush-limit';
import type { Score, ScoreSink } from './score-sink';
import type { PostedAnswer } from './post-json';

export interface SinkQueueOptions {
  readonly sink: ScoreSink;
  /** Sends one request; never rejects. */
  post(path: string, body: unknown): Promise<PostedAnswer>;
  /** Told of scores that will not arrive: the sink's status where it refused them, `undefined` where it could not be reached. */
  onLost(reason: 'queue_full' | 'sink_failed', count: number, status: number | undefined): void;
  /** Told what was thrown where nothing should be. */
  onError(error: unknown): void;
  /** How long the first score waits for others. Default: 1000. */
  readonly delayMs?: number;
  /** Before the second attempt; doubled for each one after. Default: 1000. */
  readonly retryDelayMs?: number;
}

const maxWaiting = 1_000;
const maxRequestsAtOnce = 4;
const maxAttempts = 4;
const maxRetryAfterSeconds = 30;

/** Scores on their way to one sink: bounded, a few requests at a time, and none of it keeps the process alive. */
export class SinkQueue {
  readonly #options: Required<SinkQueueOptions>;
  readonly #waiting: Score[] = [];
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<void> | undefined;

  constructor(options: SinkQueueOptions) {
    this.#options = { delayMs: 1_000, retryDelayMs: 1_000, ...options };
  }

  add(score: Score): void {
    if (this.#waiting.length >= maxWaiting) return this.#options.onLost('queue_full', 1, undefined);
    this.#waiting.push(score);
    if (this.#draining === undefined) this.#timer ??= setTimeout(() => void this.#drain(), this.#options.delayMs).unref();
  }

  /** Resolves when everything was sent or given up, at the latest after five seconds; never rejects. */
  flush(): Promise<void> {
    return withinFlushLimit(this.#drain());
  }

  #drain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draining ??= this.#sendAll().finally(() => (this.#draining = undefined));
    return this.#draining;
  }

  async #sendAll(): Promise<void> {
    const { onError } = this.#options;
    const { maxScoresInRequest } = this.#options.sink;
    while (this.#waiting.length > 0) {
      const requests: Promise<void>[] = [];
      while (this.#waiting.length > 0 && requests.length < maxRequestsAtOnce) {
        const [first, ...rest] = this.#waiting.splice(0, maxScoresInRequest);
        // A rejection that nobody handles would end the process of the application.
        if (first !== undefined) requests.push(this.#send([first, ...rest]).catch(onError));
      }
      await Promise.all(requests);
    }
  }

  async #send(scores: readonly [Score, ...Score[]]): Promise<void> {
    const { sink, post, onLost, retryDelayMs } = this.#options;
    const { path, body } = sink.describe(scores);
    for (let attempt = 1; ; attempt++) {
      const { status, retryAfterSeconds } = await post(path, body);
      if (status !== undefined && status >= 200 && status < 300) return;
      if (attempt >= maxAttempts || !mayPass(status)) return onLost('sink_failed', scores.length, status);
      const backoffMs = retryDelayMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      await pause(retryAfterSeconds === undefined ? backoffMs : Math.min(retryAfterSeconds, maxRetryAfterSeconds) * 1000);
    }
  }
}

/** Whether the same request may succeed later. */
function mayPass(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}
