import type { ContextManager, LoggerProvider, MeterProvider, TextMapPropagator, TracerProvider } from '@opentelemetry/api';
import type { Api } from './api-copies';
import { globalSignals, readApiGlobals, replaceApiGlobals, type ApiGlobals, type GlobalSignal } from './api-globals';

export interface Registrable {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
  readonly loggerProvider: LoggerProvider;
  readonly contextManager: ContextManager;
  readonly propagator: TextMapPropagator;
}

/**
 * Our registrations, laid over what the application has registered and taken off again without a trace.
 *
 * They are made through our own copy of the API, the newest of the supported range, so that every supported copy can read them: our
 * HTTP instrumentation among them, which an older stamp would leave blind.
 */
export class OwnGlobals {
  readonly #api: Api;
  readonly #own = new Map<GlobalSignal, unknown>();
  /** What the application had registered, where its stamp was not ours. */
  #replaced: ApiGlobals | undefined;
  #ownDiagnostics: unknown;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Our diagnostic logger: it keeps its place, but its stamp must not keep the application's copy out. */
  adoptDiagnostics(logger: unknown): void {
    this.#ownDiagnostics = logger;
  }

  /** Signals that somebody else has registered. */
  get foreign(): ReadonlySet<GlobalSignal> {
    const globals = readApiGlobals();
    return new Set(globalSignals.filter((signal) => globals?.[signal] !== undefined && globals[signal] !== this.#own.get(signal)));
  }

  get areInstalled(): boolean {
    return this.#own.size > 0;
  }

  /** Registers each signal that nobody has registered. */
  install(registrable: Registrable): void {
    const present = readApiGlobals();
    // A registration into nothing stamps a new object with our version; what the application has goes into it afterwards.
    replaceApiGlobals(undefined);
    const registered = this.#register(registrable, new Set(globalSignals.filter((signal) => present?.[signal] === undefined)));
    const globals = readApiGlobals();
    if (globals === undefined || registered.length === 0) {
      replaceApiGlobals(present);
      return;
    }
    const { version, ...entries } = present ?? { version: globals.version };
    Object.assign(globals, entries);
    if (present !== undefined && version !== globals.version) this.#replaced ??= present;
    for (const signal of registered) this.#own.set(signal, globals[signal]);
  }

  /** Afterwards the process is as if we had never registered anything. */
  withdraw(): void {
    const globals = readApiGlobals();
    if (globals !== undefined) {
      for (const [signal, value] of this.#own) this.#unregister(globals, signal, value);
      const { version, ...entries } = globals;
      if (entries.diag === this.#ownDiagnostics) delete entries.diag;
      // A stamp with nothing of the application's under it would still keep its copy out, if that is of another version.
      if (Object.keys(entries).length === 0) replaceApiGlobals(undefined);
      else if (this.#replaced !== undefined && version !== this.#replaced.version) {
        replaceApiGlobals({ version: this.#replaced.version, ...entries });
      }
    }
    this.#own.clear();
    this.#replaced = undefined;
  }

  /** After the registration that `withdraw` made room for. */
  restoreDiagnostics(): void {
    const globals = readApiGlobals();
    if (globals !== undefined && this.#ownDiagnostics !== undefined) globals.diag ??= this.#ownDiagnostics;
  }

  #unregister(globals: ApiGlobals, signal: GlobalSignal, value: unknown): void {
    const present = globals[signal];
    // The API's proxies must forget our providers, which lead to whatever is registered: they would lead to themselves. A context
    // manager, in contrast, stays as it is: contexts that are active now come back should it be registered again.
    if (signal === 'trace' || signal === 'logs') this.#api[signal].disable();
    if (present === value) delete globals[signal];
    else if (present !== undefined) globals[signal] = present;
  }

  #register(registrable: Registrable, missing: ReadonlySet<GlobalSignal>): GlobalSignal[] {
    const { trace, metrics, logs, context, propagation } = this.#api;
    const registrations: Readonly<Record<GlobalSignal, () => boolean>> = {
      trace: () => trace.setGlobalTracerProvider(registrable.tracerProvider),
      metrics: () => metrics.setGlobalMeterProvider(registrable.meterProvider),
      logs: () => logs.setGlobalLoggerProvider(registrable.loggerProvider),
      context: () => context.setGlobalContextManager(registrable.contextManager),
      propagation: () => propagation.setGlobalPropagator(registrable.propagator),
    };
    return globalSignals.filter((signal) => missing.has(signal) && registrations[signal]());
  }
}
