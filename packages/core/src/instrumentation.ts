/** For people who own their OpenTelemetry SDK: an adapter as `Instrumentation`, and as a function that patches a class by hand. */
import * as api from '@opentelemetry/api';
import type { LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import type { ProviderAdapter } from './adapter';
import { assemblePipeline } from './assemble-pipeline';
import { isDisabled, readSettings } from './config/settings';
import type { CaptureMode } from './content/capture-policy';
import { hookModules, type LoadedModule, type Undo } from './patch/module-hook';
import { openExports } from './patch/open-exports';
import { undoAll } from './patch/patch-registry';
import { processState } from './patch/process-state';
import type { Pipeline } from './pipeline';
import { unusedCompat } from './record/compat/unused-compat';
import type { Telemetry } from './record/recorder';
import { applyAdapter } from './seams/apply-adapter';
import { version } from './version';

export interface InstrumentationConfig {
  /** @default true */
  readonly enabled?: boolean;
  /** What may be kept of the messages; `GENSPAN_CONTENT` wins. As the conventions ask, nothing by default. @default 'off' */
  readonly content?: CaptureMode;
}

/** Fits `instrumentations` of NodeSDK and `registerInstrumentations`. Each provider package exports a subclass with its adapter. */
export class AdapterInstrumentation {
  readonly instrumentationName: string;
  readonly instrumentationVersion = version;
  readonly #adapter: ProviderAdapter;
  readonly #providers: Providers = {};
  /** By their exports: what loads while this is not enabled is patched when it is, since hooks see a module load once. */
  readonly #loaded = new Map<object, LoadedModule>();
  #config: InstrumentationConfig;
  #pipeline: Pipeline | undefined;
  #isEnabled = false;
  #undos: Undo[] = [];

  constructor(adapter: ProviderAdapter, config: InstrumentationConfig = {}) {
    this.#adapter = adapter;
    this.#config = config;
    this.instrumentationName = `genspan/${adapter.module.name}`;
    if (isDisabled(process.env)) return;
    const { name, subpaths, hasLockedExports } = adapter.module;
    hookModules({
      listeners: [{ name, subpaths, hasLockedExports, onLoad: (module) => this.#onLoad(module) }],
      onError: (error) => this.#pipeline?.guard.caught(`the hook of ${name}`, error),
    });
    if (config.enabled !== false) this.enable();
  }

  enable(): void {
    if (this.#isEnabled) return;
    this.#isEnabled = true;
    for (const module of this.#loaded.values()) this.#patch(module);
  }

  disable(): void {
    this.#isEnabled = false;
    undoAll(this.#undos);
    this.#undos = [];
  }

  #onLoad(module: LoadedModule): void {
    this.#loaded.set(module.exports, module);
    if (this.#isEnabled) this.#patch(module);
  }

  #patch(module: LoadedModule): void {
    this.#pipeline ??= standalonePipeline(this.#providers, this.#config.content);
    const result = applyAdapter(module, this.#adapter, this.#pipeline);
    if (result.kind === 'patched') this.#undos.push(result.undo);
    else warn(result.reason);
  }

  /** Resolves when every ended call is with the OpenTelemetry SDK: redaction works off the caller's path. */
  async flush(): Promise<void> {
    await this.#pipeline?.flush();
  }

  setTracerProvider(provider: TracerProvider): void {
    this.#providers.tracer = provider;
  }

  setMeterProvider(provider: MeterProvider): void {
    this.#providers.meter = provider;
  }

  setLoggerProvider(provider: LoggerProvider): void {
    this.#providers.logger = provider;
  }

  setConfig(config: InstrumentationConfig): void {
    this.#config = config;
  }

  getConfig(): InstrumentationConfig {
    return this.#config;
  }
}

/**
 * Patches an SDK by hand, where no hook can reach it: bundled code, runtimes without loader hooks. Takes the client class, or the exports
 * of the module where the SDK has no such class. Works through `genspan/register` when that is at work, else through the global
 * OpenTelemetry providers. Answers what it was given, or, of a module whose exports are locked, a copy of them that is to be used instead.
 */
export function createInstrument(adapter: ProviderAdapter): <Target extends object>(target: Target) => Target {
  let standalone: Pipeline | undefined;
  return (target) => {
    const pipeline = processState().distribution?.pipeline() ?? (standalone ??= standalonePipeline({}, 'off'));
    if (pipeline.settings.disabled) return target;
    const isClass = typeof target === 'function' && 'clientExport' in adapter.seam;
    const answer = adapter.module.hasLockedExports ? (openExports(target) as typeof target) : target;
    const exports = (isClass ? { [adapter.seam.clientExport]: target } : answer) as Record<string, unknown>;
    const result = applyAdapter({ name: adapter.module.name, exports, format: 'commonjs' }, adapter, pipeline);
    if (result.kind === 'left_alone') warn(result.reason);
    return answer;
  };
}

interface Providers {
  tracer?: TracerProvider;
  meter?: MeterProvider;
  logger?: LoggerProvider;
}

function standalonePipeline(providers: Providers, content: CaptureMode = 'off'): Pipeline {
  const { settings, warnings } = readSettings(process.env, { mode: content });
  for (const sentence of warnings) warn(sentence);
  if (settings.compat.length > 0) warn(unusedCompat);
  const telemetry: Telemetry = {
    api: () => api,
    tracer: () => (providers.tracer ?? api.trace.getTracerProvider()).getTracer('genspan', version),
    meter: () => (providers.meter ?? api.metrics.getMeterProvider()).getMeter('genspan', version),
    // API 1.9 has no logs.
    logger: () => (providers.logger ?? (api as Partial<typeof api>).logs?.getLoggerProvider())?.getLogger('genspan', version),
    applicationProviders: () => [
      providers.tracer ?? api.trace.getTracerProvider(),
      providers.meter ?? api.metrics.getMeterProvider(),
      providers.logger ?? (api as Partial<typeof api>).logs?.getLoggerProvider(),
    ],
  };
  // The resource is the application's own; this variable is all that can be known of it here.
  const serviceName = process.env['OTEL_SERVICE_NAME']?.trim() || undefined;
  return assemblePipeline({ settings, telemetry, serviceName, warn });
}

function warn(sentence: string): void {
  api.diag.warn(sentence);
}
