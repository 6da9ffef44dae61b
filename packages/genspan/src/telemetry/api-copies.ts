import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TracerProvider } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { globalSignals, type GlobalSignal } from './api-globals';
import { canReadGlobals, isSupportedApi, readPackageVersion } from './api-version';

export type Api = typeof OpenTelemetryApi;

/** One loaded copy of `@opentelemetry/api`: nested installs and the two builds of 1.10 are copies of their own. */
export interface ApiCopy {
  readonly api: Api;
  readonly version: string | undefined;
}

/** Runs in place of a registration; must call `register` exactly once and answer what it answers. */
export type OnRegistration = (signal: GlobalSignal, copy: ApiCopy, register: () => boolean) => boolean;

const registrationMethods: Readonly<Record<GlobalSignal, string>> = {
  trace: 'setGlobalTracerProvider',
  metrics: 'setGlobalMeterProvider',
  logs: 'setGlobalLoggerProvider',
  context: 'setGlobalContextManager',
  propagation: 'setGlobalPropagator',
};
const commonJsEntry = /[\\/]node_modules[\\/]@opentelemetry[\\/]api[\\/](?:build[\\/]src[\\/]index\.js|dist[\\/]index\.cjs)$/;

/** The copies of the API that were seen, each with its registrations watched. */
export class ApiCopies {
  readonly #onRegistration: OnRegistration;
  readonly #copies: ApiCopy[] = [];
  readonly #watched = new WeakSet<object>();

  constructor(onRegistration: OnRegistration) {
    this.#onRegistration = onRegistration;
  }

  /** The exports of a copy; the same copy may be told again, also as the ES module view of a CommonJS module. */
  add(exports: object, version: string | undefined): void {
    const copy: ApiCopy = { api: exports as Api, version };
    let isNew = false;
    for (const signal of globalSignals) isNew = this.#watch(copy, signal) || isNew;
    if (isNew) this.#copies.push(copy);
  }

  /**
   * Tracers that were taken before anything is registered lead to `provider` until a provider is registered through their copy. The API
   * does so for the copy a registration is made through, and leaves those of all other copies without effect for ever.
   */
  connectEarlyTracers(provider: TracerProvider): void {
    for (const { api, version } of this.#copies) {
      // The proxy of another major version may be one that is registered, in a place of its own.
      const proxy = isSupportedApi(version) ? api.trace?.getTracerProvider?.() : undefined;
      if (proxy instanceof api.ProxyTracerProvider) proxy.setDelegate(provider);
    }
  }

  /** Copies that were loaded before anything could watch the loading. ES modules among them cannot be found. */
  addLoaded(): void {
    for (const [path, loaded] of Object.entries(require.cache)) {
      if (loaded?.loaded === true && commonJsEntry.test(path)) this.add(loaded.exports as object, readPackageVersion(path));
    }
  }

  /** The copy by which what is registered can be read; loads the one that the main script would if there is no other. */
  readerOf(globalsVersion: string): ApiCopy | undefined {
    const known = this.#findReader(globalsVersion);
    if (known !== undefined) return known;
    this.#addCopyOfMainScript();
    return this.#findReader(globalsVersion);
  }

  #findReader(globalsVersion: string): ApiCopy | undefined {
    const readers = this.#copies.filter(({ version }) => isSupportedApi(version) && canReadGlobals(version, globalsVersion));
    return readers.find(({ version }) => version === globalsVersion) ?? readers[0];
  }

  #addCopyOfMainScript(): void {
    try {
      const path = createRequire(process.argv[1] ?? join(process.cwd(), 'main')).resolve('@opentelemetry/api');
      this.add(require(path) as object, readPackageVersion(path));
    } catch {
      // The application has no copy that can be resolved; a bundle may hold one.
    }
  }

  #watch(copy: ApiCopy, signal: GlobalSignal): boolean {
    const holder = (copy.api as unknown as Partial<Record<GlobalSignal, Record<string, unknown>>>)[signal];
    const method = registrationMethods[signal];
    const original = holder?.[method];
    if (holder === undefined || typeof original !== 'function' || this.#watched.has(holder)) return false;
    this.#watched.add(holder);
    const onRegistration = this.#onRegistration;
    // On the instance, not its prototype: the API's classes are shared by nothing else, and `this` stays what it was.
    holder[method] = function (this: unknown, ...args: unknown[]): boolean {
      return onRegistration(signal, copy, () => Reflect.apply(original, this, args) as boolean);
    };
    return true;
  }
}
