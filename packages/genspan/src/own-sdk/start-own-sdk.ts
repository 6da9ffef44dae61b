import type { Context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { TracerProvider, type Span as ReadWriteSpan, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { within } from '../process/within';
import { startDiagnosticLog } from './diagnostic-log';
import { createExports } from './exports';
import { httpInstrumentationScopes, readHttpInstrumentationNames, startHttpInstrumentation } from './http-instrumentation';
import { HttpSpanPrivacy } from './http-span-privacy';
import { readLogRecordLimits, readSpanLimits } from './limits';
import { OtelVariables, type Environment } from './otel-variables';
import type { OwnSdk } from './own-sdk';
import { createPropagator, readPropagatorNames } from './propagator';
import { readResource } from './resource';
import { readSampler } from './sampler';
import { SpanStartProcessor } from './span-start-processor';

export interface OwnSdkOptions {
  readonly environment: Environment;
  readonly settings: { readonly baggageHosts: readonly string[] };
  /** Called for each span that is recorded, before it is handed to the application. */
  onSpanStart?(span: ReadWriteSpan, parentContext: Context): void;
  /** Adds what backends need before a span is handed to the exporters. */
  readonly compatProcessor?: SpanProcessor;
  isModelCallContext(context: Context): boolean;
  isModelProvider(url: URL): boolean;
  /** Takes one sentence for the operator; the same one again is not to be told. */
  warn(sentence: string): void;
}

/**
 * Starts an SDK from the standard `OTEL_*` variables and registers it nowhere. Not `NodeSDK`, which cannot do without
 * registering (docs/decisions/own-sdk.md). Wrong values are told by `warn` and replaced; it never throws for one.
 */
export function startOwnSdk(options: OwnSdkOptions): OwnSdk {
  const variables = new OtelVariables(options.environment, options.warn);
  startDiagnosticLog(variables);
  const resource = readResource(variables, process.argv[1]);
  const exports = createExports(variables, options.warn);
  const tracerProvider = new TracerProvider({
    resource,
    sampler: readSampler(variables),
    spanLimits: readSpanLimits(variables),
    spanProcessors: [
      new SpanStartProcessor(options.onSpanStart),
      new HttpSpanPrivacy(httpInstrumentationScopes),
      ...(options.compatProcessor === undefined ? [] : [options.compatProcessor]),
      ...exports.spanProcessors,
    ],
  });
  const meterProvider = new MeterProvider({ resource, readers: [...exports.metricReaders] });
  const loggerProvider = new LoggerProvider({
    resource,
    logRecordLimits: readLogRecordLimits(variables),
    processors: [...exports.logRecordProcessors],
  });
  const propagatorNames = readPropagatorNames(variables);
  const disableHttpInstrumentation = startHttpInstrumentation({
    tracerProvider,
    names: readHttpInstrumentationNames(variables),
    baggageHosts: propagatorNames.includes('baggage') ? options.settings.baggageHosts : [],
    isModelCallContext: (context) => options.isModelCallContext(context),
    isModelProvider: (url) => options.isModelProvider(url),
  });
  const providers = [tracerProvider, meterProvider, loggerProvider] as const;
  let flushing: Promise<unknown> = Promise.resolve();
  const flushProviders = async (): Promise<void> => {
    // They reject when an export fails, which has been told.
    await Promise.allSettled(providers.map((provider) => provider.forceFlush()));
    await exports.settled();
  };
  return {
    tracerProvider,
    meterProvider,
    loggerProvider,
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: createPropagator(propagatorNames),
    destinations: exports.destinations,
    recordCount: () => exports.recordCount(),
    disableHttpInstrumentation,
    async flush(timeoutMs) {
      const giveUp = exports.beginFlush();
      // A processor that is flushing already lets a second flush pass at once.
      flushing = flushing.then(flushProviders);
      if (!(await within(flushing, timeoutMs))) giveUp();
    },
    flushAtExit: (timeoutMs) => exports.sendAtExit(timeoutMs),
  };
}
