import type { Context, Span } from '@opentelemetry/api';
import type { CallScope } from './call-scope';

// The keys of the API's active span and of `suppressTracing` in @opentelemetry/core, which every OpenTelemetry instrumentation and propagator
// asks. They are `Symbol.for`, as `createContextKey` makes them.
const spanKey = Symbol.for('OpenTelemetry Context Key SPAN');
export const suppressTracingKey = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');
export const callScopeKey = Symbol.for('genspan call scope');

/**
 * The context of one request in one small object. Each `setValue` of the API's own context copies a map, and what lies in a context
 * lives long: the platform's streams keep the context that they were made in until the next full collection.
 */
export class RequestContext implements Context {
  readonly #parent: Context;
  readonly #span: Span | undefined;
  readonly #scope: CallScope;

  /** Tracing is suppressed where the scope says that this is a request. */
  constructor(parent: Context, span: Span | undefined, scope: CallScope) {
    this.#parent = parent;
    this.#span = span;
    this.#scope = scope;
  }

  getValue(key: symbol): unknown {
    if (key === callScopeKey) return this.#scope;
    if (key === suppressTracingKey && this.#scope.isInRequest === true) return true;
    return key === spanKey && this.#span !== undefined ? this.#span : this.#parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new ChangedContext(this, key, value);
  }

  deleteValue(key: symbol): Context {
    return new ChangedContext(this, key, undefined);
  }
}

/** The context of a request that is sent before it is known which call it belongs to. */
export class LateContext implements Context {
  #decided: Context;

  /** `until`: what it is before it is decided. */
  constructor(until: Context) {
    this.#decided = until;
  }

  decide(context: Context): void {
    this.#decided = context;
  }

  getValue(key: symbol): unknown {
    return this.#decided.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.#decided.setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.#decided.deleteValue(key);
  }
}

class ChangedContext implements Context {
  readonly #parent: Context;
  readonly #key: symbol;
  readonly #value: unknown;

  constructor(parent: Context, key: symbol, value: unknown) {
    this.#parent = parent;
    this.#key = key;
    this.#value = value;
  }

  getValue(key: symbol): unknown {
    return key === this.#key ? this.#value : this.#parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new ChangedContext(this, key, value);
  }

  deleteValue(key: symbol): Context {
    return new ChangedContext(this, key, undefined);
  }
}
