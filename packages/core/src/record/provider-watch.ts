import { applyPatch } from '../patch/patch-registry';
import type { Guard } from '../patch/guard';

/** What has ended and is not with the OpenTelemetry SDK yet. */
export interface UnrecordedCalls {
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
  /** Ends what is open and finishes what waits, before it returns. */
  shutdown(): void;
}

/**
 * An application that ends its own SDK right after its last answer would lose what is recorded off the caller's path (redacted text,
 * metrics, events): before a provider is flushed or ends, it gets what waits.
 */
export class ProviderWatch {
  readonly #calls: UnrecordedCalls;
  readonly #guard: Guard;
  readonly #known = new WeakSet<object>();

  constructor(calls: UnrecordedCalls, guard: Guard) {
    this.#calls = calls;
    this.#guard = guard;
  }

  /** `provider`: of tracers, meters or loggers, or the API's proxy of one. Once for each; what is no SDK's is left alone. */
  watch(provider: unknown): void {
    if (typeof provider !== 'object' || provider === null || this.#known.has(provider)) return;
    const delegate = delegateOf(provider);
    // A proxy may get its provider later.
    if (delegate !== undefined) return this.watch(delegate);
    this.#known.add(provider);
    this.#guard.run('the watching of a provider', () => this.#patch(provider));
  }

  #patch(provider: { forceFlush?: unknown; shutdown?: unknown }): void {
    const calls = this.#calls;
    const guard = this.#guard;
    if (typeof provider.forceFlush === 'function') {
      applyPatch(
        provider,
        'forceFlush',
        (original) =>
          async function forceFlush(...args) {
            await calls.flush().catch((error: unknown) => guard.caught('a flush', error));
            return original.apply(this, args);
          },
      );
    }
    if (typeof provider.shutdown === 'function') {
      applyPatch(
        provider,
        'shutdown',
        (original) =>
          function shutdown(...args) {
            guard.run('a shutdown', () => calls.shutdown());
            return original.apply(this, args);
          },
      );
    }
  }
}

/** Of a proxy the provider behind it, which is another proxy or does nothing as long as none is registered. */
function delegateOf(provider: object): unknown {
  const { getDelegate, _getDelegate } = provider as { getDelegate?: unknown; _getDelegate?: unknown };
  const get = getDelegate ?? _getDelegate;
  return typeof get === 'function' ? get.call(provider) : undefined;
}
