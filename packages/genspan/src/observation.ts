import * as ownApi from '@opentelemetry/api';
import {
  applyAdapter,
  assemblePipeline,
  CompatProcessor,
  isModelCallContext,
  isModelProvider,
  onSpanStart,
  processState,
  readSettings,
  unusedCompat,
  type LoadedModule,
  type Pipeline,
  version,
} from '@genspan/core';
import type { AdapterEntry } from './adapter-entry';
import { watchExit } from './process/exit';
import { loadOwnSdk } from './process/load-own-sdk';
import { readServiceName } from './process/service-name';
import { Warnings } from './process/warnings';
import { within } from './process/within';
import { ApplicationTelemetry } from './telemetry/application-telemetry';
import { readPackageVersion } from './telemetry/api-version';
import { hasOwnDestination } from './telemetry/own-destination';
import type { OwnSdk } from './own-sdk/own-sdk';

type Environment = Readonly<Record<string, string | undefined>>;

/** genspan at work in this process: from the first SDK or server on. */
export class Observation {
  readonly pipeline: Pipeline;
  readonly #telemetry: ApplicationTelemetry;
  #ownSdk: OwnSdk | undefined;

  /** `apiCopies`: the copies of `@opentelemetry/api` that the application has loaded so far. */
  constructor(environment: Environment, apiCopies: readonly LoadedModule[]) {
    const warnings = new Warnings();
    const warn = (sentence: string): void => warnings.tell(sentence);
    const { settings, warnings: wrongValues } = readSettings(environment, { mode: 'redacted' });
    wrongValues.forEach(warn);
    this.#telemetry = new ApplicationTelemetry({
      ownApi,
      ownApiVersion: readOwnApiVersion(),
      scope: { name: 'genspan', version },
      startOwnSdk: () =>
        (this.#ownSdk = loadOwnSdk().startOwnSdk({
          environment,
          settings,
          onSpanStart,
          ...(settings.compat.length > 0 && { compatProcessor: new CompatProcessor(settings.compat) }),
          isModelCallContext,
          isModelProvider: (url) => isModelProvider(url, settings.providerMap),
          warn,
        })),
      onApplicationTracing: () => {
        if (settings.compat.length > 0) warn(unusedCompat);
      },
      hasOwnDestination: (signal) => hasOwnDestination(environment, signal),
      warn,
      onError: (error) => this.contain(error),
    });
    const serviceName = readServiceName(environment, process.argv[1]);
    this.pipeline = assemblePipeline({ settings, telemetry: this.#telemetry, serviceName, warn });
    processState().scopes = this.#telemetry;
    apiCopies.forEach((copy) => this.#telemetry.onApiLoaded(copy));
    this.#telemetry.start();
    const { abandoned, guard } = this.pipeline;
    const endCallsAtExit = (): void => guard.run('the end of open calls', () => this.pipeline.shutdown());
    watchExit({
      endCallsAtExit,
      endCalls: async (timeoutMs) => {
        guard.run('the end of open calls', () => abandoned.endAll());
        await within(this.pipeline.flush(), timeoutMs);
        endCallsAtExit();
      },
      recordCount: () => this.#ownSdk?.recordCount() ?? 0,
      flush: (timeoutMs) => this.#telemetry.flush(timeoutMs),
      flushAtExit: (timeoutMs) => guard.run('the export at exit', () => this.#ownSdk?.flushAtExit(timeoutMs)),
    });
  }

  onApiLoaded(module: LoadedModule): void {
    this.#telemetry.onApiLoaded(module);
  }

  onSdkLoaded(module: LoadedModule, entry: AdapterEntry): void {
    const result = applyAdapter(module, entry.load(), this.pipeline);
    const reason = result.kind === 'left_alone' ? result.reason : undefined;
    const { name, version: moduleVersion, format, directory } = module;
    processState().distribution?.modules.push({ name, version: moduleVersion, format, directory, reason });
    if (reason !== undefined) this.#telemetry.warn(reason);
  }

  contain(error: unknown): void {
    this.pipeline.guard.caught('a hook', error);
  }

  /** Resolves within `timeoutMs`, never rejects. */
  async flush(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    await within(this.pipeline.flush(), timeoutMs);
    await this.#telemetry.flush(Math.max(0, deadline - performance.now()));
  }
}

function readOwnApiVersion(): string | undefined {
  return readPackageVersion(require.resolve('@opentelemetry/api'));
}
