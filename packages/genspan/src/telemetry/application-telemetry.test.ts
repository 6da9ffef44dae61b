import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { AlwaysOffSampler, InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { replaceApiGlobals } from './api-globals';
import { ApplicationTelemetry, type ApplicationTelemetryOptions, type StandbySdk } from './application-telemetry';

const exporter = new InMemorySpanExporter();

function ownSdk(changes: Partial<StandbySdk> = {}): StandbySdk {
  return {
    tracerProvider: new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
    meterProvider: new MeterProvider(),
    loggerProvider: new LoggerProvider(),
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: new W3CTraceContextPropagator(),
    disableHttpInstrumentation() {},
    flush: async () => {},
    ...changes,
  };
}

function telemetryWith(changes: Partial<ApplicationTelemetryOptions> = {}): { telemetry: ApplicationTelemetry; errors: unknown[] } {
  const errors: unknown[] = [];
  const telemetry = new ApplicationTelemetry({
    ownApi: api,
    ownApiVersion: '1.10.0',
    startOwnSdk: () => ownSdk(),
    hasOwnDestination: () => false,
    warn: () => {},
    onError: (error) => errors.push(error),
    scope: { name: 'genspan', version: '0.0.0' },
    ...changes,
  });
  return { telemetry, errors };
}

afterEach(() => {
  exporter.reset();
  replaceApiGlobals(undefined);
});

test('nothing is started or registered before it is needed', () => {
  let starts = 0;
  const { telemetry } = telemetryWith({ startOwnSdk: () => (starts++, ownSdk()) });
  expect(starts).toBe(0);
  telemetry.tracer();
  telemetry.meter();
  telemetry.logger();
  expect(starts).toBe(1);
});

test('the same handle is the same object each time, as recorders keep their instruments by it', () => {
  const { telemetry } = telemetryWith();
  expect(telemetry.meter()).toBe(telemetry.meter());
  expect(telemetry.meter()).toBeDefined();
});

test('spans may end late in ours, and no more once the application has a provider', () => {
  const { telemetry } = telemetryWith();
  telemetry.start();
  expect(telemetry.mayEndSpansLate()).toBe(true);
  api.trace.setGlobalTracerProvider(new TracerProvider());
  expect(telemetry.mayEndSpansLate()).toBe(false);
});

test('an SDK of ours that cannot start costs the telemetry and nothing else', () => {
  let starts = 0;
  const { telemetry, errors } = telemetryWith({
    startOwnSdk() {
      starts++;
      throw new Error('broken');
    },
  });
  expect([telemetry.tracer(), telemetry.meter(), telemetry.logger()]).toEqual([undefined, undefined, undefined]);
  expect(telemetry.api().context.active()).toBe(api.ROOT_CONTEXT);
  expect(starts).toBe(1);
  expect(errors).toEqual([new Error('broken')]);
  expect(api.trace.setGlobalTracerProvider(new TracerProvider())).toBe(true);
});

test('what fails in ours while the application registers does not reach it', () => {
  const { telemetry, errors } = telemetryWith({
    startOwnSdk: () =>
      ownSdk({
        disableHttpInstrumentation() {
          throw new Error('broken');
        },
      }),
  });
  telemetry.start();
  expect(api.trace.setGlobalTracerProvider(new TracerProvider())).toBe(true);
  expect(errors).toEqual([new Error('broken')]);
});

test('a second registration of the application is refused as ever', () => {
  const { telemetry } = telemetryWith();
  telemetry.start();
  expect(api.trace.setGlobalTracerProvider(new TracerProvider())).toBe(true);
  expect(api.trace.setGlobalTracerProvider(new TracerProvider())).toBe(false);
});

test('a registration that throws, throws at the application, and ours stays', () => {
  const { telemetry, errors } = telemetryWith();
  telemetry.start();
  const trace = Object.assign(Object.create(api.trace) as typeof api.trace, {
    setGlobalTracerProvider(_provider: api.TracerProvider): boolean {
      throw new RangeError('of a copy of the API');
    },
  });
  telemetry.onApiLoaded({ exports: { ...api, trace }, version: '1.10.0' });
  expect(() => trace.setGlobalTracerProvider(new TracerProvider())).toThrow(RangeError);
  expect(errors).toEqual([]);
  telemetry.tracer()?.startSpan('chat').end();
  expect(api.trace.getTracer('app').startSpan('app').isRecording()).toBe(true);
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['chat']);
});

test("the application's sampler decides about our spans", () => {
  const { telemetry } = telemetryWith();
  api.trace.setGlobalTracerProvider(new TracerProvider({ sampler: new AlwaysOffSampler() }));
  expect(telemetry.tracer()?.startSpan('chat').isRecording()).toBe(false);
});

test('an application that takes its provider back is left without one', () => {
  const { telemetry } = telemetryWith();
  telemetry.start();
  api.trace.setGlobalTracerProvider(new TracerProvider());
  const tracer = api.trace.getTracer('app');
  api.trace.disable();
  expect(telemetry.tracer()?.startSpan('chat').isRecording()).toBe(false);
  expect(tracer.startSpan('app').isRecording()).toBe(true);
});

test('flush reaches the provider of the application', async () => {
  const { telemetry } = telemetryWith();
  let flushes = 0;
  const provider = Object.assign(new TracerProvider(), { forceFlush: async () => void flushes++ });
  api.trace.setGlobalTracerProvider(provider);
  telemetry.start();
  await telemetry.flush(1_000);
  expect(flushes).toBe(1);
});

test('flush reaches a logger provider that was registered by @opentelemetry/api-logs', async () => {
  const { telemetry } = telemetryWith();
  let flushes = 0;
  const key = Symbol.for('io.opentelemetry.js.api.logs');
  const holder = globalThis as { [key]?: unknown };
  holder[key] = () => ({ getLogger: () => api.createNoopLogger(), forceFlush: async () => void flushes++ });
  telemetry.start();
  await telemetry.flush(1_000);
  delete holder[key];
  expect(flushes).toBe(1);
});
