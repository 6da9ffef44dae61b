import type { Call } from './call';

/**
 * Finds the calls that nobody will end: their promise or stream was dropped, or the process stops.
 *
 * Only calls are held here, never an object of the application's, so what it drops is collected as it would be without us.
 * A finalisation registry needs no timer: nothing keeps the process alive, and a stream that is merely slow is never cut off.
 */
export class AbandonedCalls {
  readonly #open = new Set<Call>();
  readonly #registry = new FinalizationRegistry<{ readonly call: Call; readonly generation: number }>(({ call, generation }) => {
    call.handleLost(generation);
  });

  opened(call: Call): void {
    this.#open.add(call);
  }

  ended(call: Call): void {
    this.#open.delete(call);
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** `handle` is a promise, stream or iterator through which the application can still take the result. */
  watch(handle: object, call: Call): void {
    this.#registry.register(handle, { call, generation: call.handleAdded() }, handle);
  }

  /** `handle` is replaced by another one, or has done its work. */
  unwatch(handle: object, call: Call): void {
    if (this.#registry.unregister(handle)) call.handleReplaced();
  }

  endAll(): void {
    for (const call of [...this.#open]) call.abandon('shutdown');
  }
}
