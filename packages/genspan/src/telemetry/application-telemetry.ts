import type { Logger, LoggerProvider, Meter, Tracer, TracerProvider } from '@opentelemetry/api';
import { ScopePropagator, type LoadedModule, type ScopeHost, type Telemetry } from '@genspan/core';
import type { OwnSdk } from '../own-sdk/own-sdk';
import { within } from '../process/within';
import { ApiCopies, type Api, type ApiCopy } from './api-copies';
import { readApiGlobals, type GlobalSignal } from './api-globals';
import { isSupportedApi, supportedApiVersions } from './api-version';
import { sharedLoggerProvider } from './logs-api';
import { OwnGlobals, type Registrable } from './own-globals';
import { withPrivateContext } from './private-context';
import { flushProvider } from './sdk-provider';
import { SwitchingLoggerProvider, SwitchingTracerProvider } from './switching-providers';

/** An OpenTelemetry SDK of ours, running and registered nowhere. */
export type StandbySdk = Pick<OwnSdk, keyof Registrable | 'disableHttpInstrumentation' | 'flush'>;

export interface ApplicationTelemetryOptions {
  /** The copy of `@opentelemetry/api` that genspan itself depends on, and its version. */
  readonly ownApi: Api;
  readonly ownApiVersion: string | undefined;
  /** Called once at most, when there is first something to observe that is not the application's to export. */
  startOwnSdk(): StandbySdk;
  /** Whether ours may stand in for a provider of metrics or logs that an application with its own tracing lacks. */
  hasOwnDestination(signal: 'metrics' | 'logs'): boolean;
  /** Spans are the application's to process and to export from now on. */
  onApplicationTracing?(): void;
  /** Told each sentence once. */
  warn(sentence: string): void;
  /** Told what went wrong in code that runs inside the application's registrations. */
  onError(error: unknown): void;
  /** Instrumentation scope of what genspan records. */
  readonly scope: { readonly name: string; readonly version: string };
}

/**
 * `own`: ours is registered, apart from signals the application has registered. `application`: it has a tracer provider; nothing of ours
 * is registered. `private`: it uses an API outside the supported range; ours is used without being registered.
 */
type Ownership = 'unstarted' | 'own' | 'application' | 'private';

const withdrawalFlushMs = 2_000;

/** The OpenTelemetry of this process: the application's wherever it has one, at whatever time it comes; else ours. */
export class ApplicationTelemetry implements Telemetry, ScopeHost {
  readonly #options: ApplicationTelemetryOptions;
  readonly #copies: ApiCopies;
  readonly #globals: OwnGlobals;
  #ownership: Ownership = 'unstarted';
  #ownSdk: StandbySdk | undefined;
  #isOwnSdkStarted = false;
  #ownTracer: Tracer | undefined;
  #areMetricsStopped = false;
  #isInstalling = false;
  #unsupportedVersion: string | undefined;
  /** Looking for it parses versions and may load a module: once per stamp. */
  #reader: { readonly version: string; readonly copy: ApiCopy | undefined } | undefined;
  readonly #privateApis = new Map<Api, Api>();
  readonly #noTracerProvider: TracerProvider;

  constructor(options: ApplicationTelemetryOptions) {
    this.#options = options;
    this.#globals = new OwnGlobals(options.ownApi);
    this.#noTracerProvider = new options.ownApi.ProxyTracerProvider();
    this.#copies = new ApiCopies((signal, copy, register) => this.#onRegistration(signal, copy, register));
    this.#copies.add(options.ownApi, options.ownApiVersion);
    this.#copies.addLoaded();
  }

  /** For the module hook: a copy of `@opentelemetry/api` was loaded. */
  onApiLoaded(module: Pick<LoadedModule, 'exports' | 'version'>): void {
    this.#copies.add(module.exports, module.version);
  }

  /** Decides whose telemetry it is, and starts ours where there is none. Called when there is first something to observe. */
  start(): void {
    if (this.#ownership !== 'unstarted') return;
    this.#copies.addLoaded();
    const { foreign } = this.#globals;
    const version = readApiGlobals()?.version;
    if (foreign.size > 0 && !isSupportedApi(version)) this.#unsupportedVersion ??= version;
    if (this.#unsupportedVersion !== undefined) {
      this.#ownership = 'private';
      this.#warnOfVersion(this.#unsupportedVersion);
    } else if (foreign.has('trace')) {
      this.#ownership = 'application';
      this.#options.onApplicationTracing?.();
    } else {
      this.#ownership = 'own';
      this.#startOwnSdk();
      if (this.#ownSdk !== undefined) this.#install(this.#ownSdk);
    }
  }

  /** A copy of the API through which what is registered can be read. */
  api(): Api {
    this.start();
    const { ownApi } = this.#options;
    if (this.#ownership === 'own') return ownApi;
    if (this.#ownership === 'private') return this.#withPrivateContext(ownApi);
    const globals = readApiGlobals();
    if (globals === undefined) return ownApi;
    if (this.#reader?.version !== globals.version) {
      this.#reader = { version: globals.version, copy: this.#copies.readerOf(globals.version) };
    }
    const reader = this.#reader.copy;
    if (reader === undefined) {
      this.#ownership = 'private';
      this.#warnOfVersion(globals.version);
      return this.#withPrivateContext(ownApi);
    }
    return globals.context === undefined ? this.#withPrivateContext(reader.api) : reader.api;
  }

  tracer(): Tracer | undefined {
    const api = this.api();
    const { name, version } = this.#options.scope;
    if (this.#ownership === 'application') return api.trace.getTracer(name, version);
    return (this.#ownTracer ??= this.#sdk()?.tracerProvider.getTracer(name, version));
  }

  meter(): Meter | undefined {
    const api = this.api();
    const { name, version } = this.#options.scope;
    if (this.#isRegistered('metrics')) return api.metrics.getMeter(name, version);
    return this.#standIn('metrics')?.meterProvider.getMeter(name, version);
  }

  logger(): Logger | undefined {
    const api = this.api();
    const { name, version } = this.#options.scope;
    const provider = sharedLoggerProvider();
    if (provider !== undefined) return provider.getLogger(name, version);
    if (this.#isRegistered('logs')) return api.logs.getLogger(name, version);
    return this.#standIn('logs')?.loggerProvider.getLogger(name, version);
  }

  /** In ours, which `flush` and the exit of the process reach after what waits. */
  mayEndSpansLate(): boolean {
    return this.#ownership !== 'application';
  }

  applicationProviders(): readonly unknown[] {
    if (this.#ownership !== 'application') return [];
    const globals = readApiGlobals();
    return [globals?.trace, globals?.metrics, sharedLoggerProvider() ?? globals?.logs];
  }

  /** Whether W3C baggage is ours to send, and so goes to listed hosts only. */
  sendsBaggage(): boolean {
    this.start();
    return this.#ownership === 'own' && !this.#globals.foreign.has('propagation');
  }

  warn(sentence: string): void {
    this.#options.warn(sentence);
  }

  /** Hands everything that has ended to the backends, ours and the application's. Resolves within `timeoutMs`, never rejects. */
  async flush(timeoutMs: number): Promise<void> {
    const waiting: Array<Promise<void>> = [];
    if (this.#ownSdk !== undefined) waiting.push(this.#ownSdk.flush(timeoutMs));
    if (this.#ownership === 'own' || this.#ownership === 'application') {
      const globals = readApiGlobals();
      const foreign = [...this.#globals.foreign].map((signal) => globals?.[signal]);
      waiting.push(...[...foreign, sharedLoggerProvider()].map((provider) => flushProvider(provider, timeoutMs)));
    }
    await Promise.all(waiting);
  }

  #onRegistration(signal: GlobalSignal, copy: ApiCopy, register: () => boolean): boolean {
    if (this.#isInstalling) return register();
    const wasInstalled = this.#globals.areInstalled;
    let isRegistered = false;
    if (wasInstalled) this.#contain(() => this.#globals.withdraw());
    try {
      isRegistered = register();
      return isRegistered;
    } finally {
      this.#contain(() => {
        this.#globals.restoreDiagnostics();
        this.#settle(signal, copy, isRegistered, wasInstalled);
        this.#stopReplacedMetrics();
      });
    }
  }

  /** After a registration of the application's: nothing of ours where it has tracing, else ours around what it has. */
  #settle(signal: GlobalSignal, copy: ApiCopy, isRegistered: boolean, wasInstalled: boolean): void {
    const sdk = this.#ownSdk;
    // The stamp is that of the copy; an API of another major version leaves none here.
    const version = readApiGlobals()?.version ?? copy.version;
    const isUnsupported = isRegistered && !isSupportedApi(version);
    if (isUnsupported) this.#unsupportedVersion ??= version ?? 'of an unknown version';
    if (this.#ownership !== 'own' || sdk === undefined) return;
    if (isUnsupported || (isRegistered && signal === 'trace')) {
      this.#ownership = isUnsupported ? 'private' : 'application';
      if (this.#unsupportedVersion !== undefined) this.#warnOfVersion(this.#unsupportedVersion);
      if (this.#ownership === 'application') this.#options.onApplicationTracing?.();
      sdk.disableHttpInstrumentation();
      // Spans that are still open end in our provider, which stays for them.
      void sdk.flush(withdrawalFlushMs);
    } else if (wasInstalled) {
      this.#install(sdk);
    }
  }

  /** Once our figures go to the application's meter, what others recorded with ours would be exported again and again. */
  #stopReplacedMetrics(): void {
    const sdk = this.#ownSdk;
    if (sdk === undefined || this.#areMetricsStopped || this.#ownership === 'private') return;
    const isReplaced = this.#globals.foreign.has('metrics') || this.#standIn('metrics') === undefined;
    if (!isReplaced) return;
    this.#areMetricsStopped = true;
    void within(sdk.meterProvider.shutdown(), withdrawalFlushMs);
  }

  #install(sdk: StandbySdk): void {
    const { meterProvider, contextManager, propagator } = sdk;
    const { propagation } = this.#options.ownApi;
    const tracerProvider = new SwitchingTracerProvider(() => this.#currentTracerProvider(sdk));
    const loggerProvider = new SwitchingLoggerProvider(() => this.#currentLoggerProvider(sdk));
    this.#isInstalling = true;
    try {
      if (!this.#isRegistered('trace')) this.#copies.connectEarlyTracers(tracerProvider);
      this.#globals.install({
        tracerProvider,
        meterProvider,
        loggerProvider,
        contextManager,
        propagator: new ScopePropagator(propagator, propagation),
      });
    } finally {
      this.#isInstalling = false;
    }
  }

  /** Where spans go that are made with a tracer which was taken while ours was registered; read past the API, whatever its version. */
  #currentTracerProvider(sdk: StandbySdk): TracerProvider {
    if (this.#ownership === 'own') return sdk.tracerProvider;
    return (readApiGlobals()?.trace as TracerProvider | undefined) ?? this.#noTracerProvider;
  }

  #currentLoggerProvider(sdk: StandbySdk): LoggerProvider {
    if (this.#ownership === 'own') return sdk.loggerProvider;
    return (readApiGlobals()?.logs as LoggerProvider | undefined) ?? { getLogger: this.#options.ownApi.createNoopLogger };
  }

  #isRegistered(signal: GlobalSignal): boolean {
    return this.#ownership !== 'private' && readApiGlobals()?.[signal] !== undefined;
  }

  #standIn(signal: 'metrics' | 'logs'): StandbySdk | undefined {
    return this.#ownership === 'application' && !this.#options.hasOwnDestination(signal) ? undefined : this.#sdk();
  }

  #sdk(): StandbySdk | undefined {
    if (!this.#isOwnSdkStarted) this.#startOwnSdk();
    return this.#ownSdk;
  }

  #startOwnSdk(): void {
    this.#isOwnSdkStarted = true;
    this.#contain(() => {
      const before = readApiGlobals()?.diag;
      const sdk = this.#options.startOwnSdk();
      // Where the application traces, it decides which HTTP requests are traced.
      if (this.#ownership !== 'own') sdk.disableHttpInstrumentation();
      this.#ownSdk = sdk;
      if (before === undefined) this.#globals.adoptDiagnostics(readApiGlobals()?.diag);
    });
  }

  #withPrivateContext(api: Api): Api {
    let privateApi = this.#privateApis.get(api);
    if (privateApi === undefined) {
      privateApi = withPrivateContext(api);
      this.#privateApis.set(api, privateApi);
    }
    return privateApi;
  }

  #warnOfVersion(version: string): void {
    this.#options.warn(
      `genspan: the application uses @opentelemetry/api ${version}, which is not in ${supportedApiVersions}; ` +
        "model calls are exported apart from the application's traces; use a version in this range to have them together.",
    );
  }

  #contain(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
