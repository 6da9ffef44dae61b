import type { Logger, LoggerProvider, Tracer, TracerProvider } from '@opentelemetry/api';

/**
 * What is registered in place of a provider of ours. Whoever took a tracer from the API keeps it for the life of the process: when the
 * application's own provider comes, these lead to it, as the API's own proxies would have.
 */
export class SwitchingTracerProvider implements TracerProvider {
  readonly #current: () => TracerProvider;

  constructor(current: () => TracerProvider) {
    this.#current = current;
  }

  getTracer(...identity: Parameters<TracerProvider['getTracer']>): Tracer {
    const tracer = switching(this.#current, (provider) => provider.getTracer(...identity));
    return {
      startSpan: (...args) => tracer().startSpan(...args),
      startActiveSpan: (...args: unknown[]) => {
        const target = tracer();
        return Reflect.apply(target.startActiveSpan, target, args) as never;
      },
    };
  }
}

export class SwitchingLoggerProvider implements LoggerProvider {
  readonly #current: () => LoggerProvider;

  constructor(current: () => LoggerProvider) {
    this.#current = current;
  }

  getLogger(...identity: Parameters<LoggerProvider['getLogger']>): Logger {
    const logger = switching(this.#current, (provider) => provider.getLogger(...identity));
    return {
      emit: (record) => logger().emit(record),
      enabled: (options) => logger().enabled(options),
    };
  }
}

/** Asks the provider of the moment, once per provider. */
function switching<Provider, Handle>(current: () => Provider, handleOf: (provider: Provider) => Handle): () => Handle {
  let provider: Provider | undefined;
  let handle: Handle | undefined;
  return () => {
    const now = current();
    if (handle === undefined || now !== provider) {
      provider = now;
      handle = handleOf(now);
    }
    return handle;
  };
}
