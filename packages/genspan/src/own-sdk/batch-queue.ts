import { setImmediate as nextTurn } from 'node:timers/promises';

export interface BatchLimits {
  readonly maxQueueItems: number;
  readonly maxBatchItems: number;
  /** Between the first waiting item and its export. */
  readonly delayMs: number;
  /** How long a batch that the endpoint could not take is tried again. */
  readonly retryForMs: number;
}

/** `later`: the endpoint may take the batch at another time, not before `waitMs` have passed. */
export type BatchOutcome = { readonly kind: 'finished' } | { readonly kind: 'later'; readonly waitMs?: number | undefined };

export interface BatchTarget<Item> {
  /** Bytes of the item on the wire, about. */
  sizeOf(item: Item): number;
  /** Never rejects. */
  send(items: readonly Item[]): Promise<BatchOutcome>;
  /** Called for each item that found the queue full. */
  dropped(): void;
}

interface Batch<Item> {
  readonly items: Item[];
  bytes: number;
  /** Set when the endpoint could not take it. */
  triedSinceMs?: number | undefined;
  notBeforeMs?: number | undefined;
}

/** A batch is serialised in one turn of the event loop: at this size within 1 to 4 ms (docs/decisions/own-otlp-transport.md). */
const maxBatchBytes = 256 * 1_024;
/** What waits, is on its way, or waits to be tried again. More is dropped, newest first. */
const maxQueueBytes = 32 * 1_024 * 1_024;
const parallelSends = 4;
const firstRetryMs = 1_000;

/**
 * Groups items into batches bounded by count and by bytes. The SDK's batch processors bound by count only, and hold the process by
 * timers while they export; this one never does: whoever wants to wait for it (`flush`) keeps the process alive himself.
 */
export class BatchQueue<Item> {
  readonly #limits: BatchLimits;
  readonly #target: BatchTarget<Item>;
  #open: Batch<Item> | undefined;
  #waiting: Batch<Item>[] = [];
  #addedCount = 0;
  #items = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #exporting: Promise<unknown> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(limits: BatchLimits, target: BatchTarget<Item>) {
    this.#limits = limits;
    this.#target = target;
  }

  get addedCount(): number {
    return this.#addedCount;
  }

  add(item: Item): void {
    if (this.#isClosed) return;
    const bytes = this.#target.sizeOf(item);
    if (this.#items >= this.#limits.maxQueueItems || (this.#items > 0 && this.#bytes + bytes > maxQueueBytes)) {
      this.#target.dropped();
      return;
    }
    if (this.#open !== undefined && this.#open.bytes + bytes > maxBatchBytes) this.#closeBatch();
    this.#open ??= { items: [], bytes: 0 };
    this.#open.items.push(item);
    this.#open.bytes += bytes;
    this.#addedCount += 1;
    this.#items += 1;
    this.#bytes += bytes;
    if (this.#open.items.length >= this.#limits.maxBatchItems || this.#open.bytes >= maxBatchBytes) this.#closeBatch();
    if (this.#waiting.some((batch) => batch.triedSinceMs === undefined)) this.#exportSoon();
    else this.#schedule(this.#limits.delayMs);
  }

  /** Tries everything once, also what waits to be tried again. Resolves when the endpoint has answered; never rejects. */
  async flush(): Promise<void> {
    this.#closeBatch();
    await this.#export(this.#waiting.splice(0));
  }

  /** Takes out what is not on its way, for the exit of the process. */
  takeWaiting(): Array<readonly Item[]> {
    this.#closeBatch();
    const batches = this.#waiting.splice(0);
    for (const batch of batches) this.#forget(batch);
    return batches.map((batch) => batch.items);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.takeWaiting();
  }

  #closeBatch(): void {
    if (this.#open !== undefined) this.#waiting.push(this.#open);
    this.#open = undefined;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== undefined || this.#exporting !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#closeBatch();
      this.#exportSoon();
    }, delayMs).unref();
  }

  #exportSoon(): void {
    if (this.#exporting !== undefined) return;
    const now = Date.now();
    const due = this.#waiting.filter((batch) => (batch.notBeforeMs ?? 0) <= now);
    this.#waiting = this.#waiting.filter((batch) => !due.includes(batch));
    if (due.length > 0) void this.#export(due);
    else this.#scheduleNext();
  }

  async #export(batches: Batch<Item>[]): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lanes = Array.from({ length: Math.min(parallelSends, batches.length) }, () => this.#sendInTurn(batches));
    const exporting = Promise.all([this.#exporting, ...lanes]);
    this.#exporting = exporting;
    await exporting;
    if (this.#exporting !== exporting) return;
    this.#exporting = undefined;
    this.#scheduleNext();
  }

  async #sendInTurn(batches: Batch<Item>[]): Promise<void> {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      // One batch is serialised per turn of the event loop, so that the application runs in between.
      this.#turn = this.#turn.then(() => nextTurn());
      await this.#turn;
      const outcome = await this.#target.send(batch.items);
      if (outcome.kind === 'finished' || !this.#keepForLater(batch, outcome.waitMs)) this.#forget(batch);
    }
  }

  #keepForLater(batch: Batch<Item>, waitMs: number | undefined): boolean {
    const now = Date.now();
    const triedSinceMs = (batch.triedSinceMs ??= now);
    const triedForMs = now - triedSinceMs;
    batch.notBeforeMs = now + (waitMs ?? Math.max(firstRetryMs, triedForMs));
    if (this.#isClosed || batch.notBeforeMs - triedSinceMs > this.#limits.retryForMs) return false;
    this.#waiting.push(batch);
    return true;
  }

  #scheduleNext(): void {
    if (this.#waiting.some((batch) => batch.triedSinceMs === undefined)) return this.#exportSoon();
    const next = Math.min(...this.#waiting.map((batch) => batch.notBeforeMs ?? 0));
    if (Number.isFinite(next)) this.#schedule(Math.max(next - Date.now(), 0));
    else if (this.#open !== undefined) this.#schedule(this.#limits.delayMs);
  }

  #forget(batch: Batch<Item>): void {
    this.#items -= batch.items.length;
    this.#bytes -= batch.bytes;
  }
}
