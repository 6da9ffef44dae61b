import type { Guard } from '../patch/guard';
import type { Call } from './call';

/** What goes on until it is told to end: calls, and sessions of a protocol. */
export interface OpenEnded {
  readonly hasHandles: boolean;
  abandon(reason: 'shutdown'): void;
}

const settled = Promise.resolve();
const pass = (): void => {};

/**
 * Finds the calls that nobody will end: their promise or stream was dropped, or the process stops.
 *
 * Only calls are held here, so what the application drops is collected as it would be without us.
 * A finalisation registry needs no timer: nothing keeps the process alive, and a stream that is merely slow is never cut off.
 */
export class AbandonedCalls {
  readonly #guard: Guard;
  readonly #open = new Set<OpenEnded>();
  readonly #registry = new FinalizationRegistry<{ readonly call: Call; readonly generation: number }>(({ call, generation }) => {
    call.handleLost(generation);
  });

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  opened(openEnded: OpenEnded): void {
    this.#open.add(openEnded);
  }

  ended(openEnded: OpenEnded): void {
    this.#open.delete(openEnded);
    if (openEnded.hasHandles) this.#registry.unregister(openEnded);
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** `handle` is a promise, stream or iterator through which the application can still take the result. */
  watch(handle: object, call: Call): void {
    if (!call.isEnded) this.#registry.register(handle, { call, generation: call.handleAdded() }, call);
  }

  /**
   * Watches two microtasks later, and only if nobody has claimed the result by then, as nearly every application has: it awaits the promise
   * that is about to be answered. An entry of the registry keeps its call in memory until the next full collection, and costs more than
   * all else that a call does here.
   */
  watchUnlessClaimed(handles: readonly object[], call: Call): void {
    void settled.then(pass).then(() => this.#watchUnclaimed(handles, call));
  }

  #watchUnclaimed(handles: readonly object[], call: Call): void {
    if (!call.isClaimed) for (const handle of handles) this.watch(handle, call);
  }

  endAll(): void {
    for (const openEnded of [...this.#open]) this.#guard.run('the end of what is open', () => openEnded.abandon('shutdown'));
  }
}
