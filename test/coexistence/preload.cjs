// Stands where `genspan/register` stands, with exporters whose contents can be read: `globalThis.genspanTest` is what tests see.
const { join } = require('node:path');

const packageFolder = join(__dirname, '../../packages/genspan');
const ownRequire = require('node:module').createRequire(join(packageFolder, 'package.json'));
const ownApi = ownRequire('@opentelemetry/api');
const { hookModules } = require('../../packages/core/dist/patch/module-hook.js');
const { modelCallContext } = require('../../packages/core/dist/context/call-scope.js');
const { isModelCallContext, onSpanStart, processState } = require('../../packages/core/dist/index.js');
const { ApplicationTelemetry } = require(join(packageFolder, 'dist/telemetry/application-telemetry.js'));
const { readPackageVersion } = require(join(packageFolder, 'dist/telemetry/api-version.js'));
const { hasOwnDestination } = require(join(packageFolder, 'dist/telemetry/own-destination.js'));

const warnings = [];
const errors = [];
const own = { starts: 0, spans: undefined, logs: undefined, metrics: undefined };

const telemetry = new ApplicationTelemetry({
  ownApi,
  ownApiVersion: readPackageVersion(ownRequire.resolve('@opentelemetry/api')),
  startOwnSdk,
  hasOwnDestination: (signal) => hasOwnDestination(process.env, signal),
  warn: (sentence) => warnings.push(sentence),
  onError: (error) => errors.push(String(error?.stack)),
  scope: { name: 'genspan', version: '0.0.0' },
});
processState().scopes = telemetry;
hookModules({
  listeners: [{ name: '@opentelemetry/api', subpaths: ['build/src/index'], onLoad: (module) => telemetry.onApiLoaded(module) }],
  registersLoader: true,
  onError: (error) => errors.push(String(error?.stack)),
});

function startOwnSdk() {
  own.starts++;
  const { AsyncLocalStorageContextManager } = ownRequire('@opentelemetry/context-async-hooks');
  const { createPropagator } = require(join(packageFolder, 'dist/own-sdk/propagator.js'));
  const logs = ownRequire('@opentelemetry/sdk-logs');
  const metrics = ownRequire('@opentelemetry/sdk-metrics');
  const tracing = ownRequire('@opentelemetry/sdk-trace');
  own.spans = new tracing.InMemorySpanExporter();
  own.logs = new logs.InMemoryLogRecordExporter();
  own.metrics = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
  const scopeProcessor = { onStart: onSpanStart, onEnd() {}, async forceFlush() {}, async shutdown() {} };
  const reader = new metrics.PeriodicExportingMetricReader({ exporter: own.metrics, exportIntervalMillis: 3_600_000 });
  const tracerProvider = new tracing.TracerProvider({
    spanProcessors: [scopeProcessor, new tracing.SimpleSpanProcessor({ exporter: own.spans })],
  });
  const stopHttp = startHttp(tracerProvider);
  return {
    tracerProvider,
    meterProvider: new metrics.MeterProvider({ readers: [reader] }),
    loggerProvider: new logs.LoggerProvider({ processors: [new logs.SimpleLogRecordProcessor({ exporter: own.logs })] }),
    contextManager: new AsyncLocalStorageContextManager().enable(),
    propagator: createPropagator(['tracecontext', 'baggage']),
    disableHttpInstrumentation: stopHttp,
    flush: () => reader.forceFlush(),
  };
}

function startHttp(tracerProvider) {
  const { startHttpInstrumentation } = require(join(packageFolder, 'dist/own-sdk/http-instrumentation.js'));
  const baggageHosts = (process.env['GENSPAN_BAGGAGE_HOSTS'] ?? '').split(',').filter((host) => host !== '');
  return startHttpInstrumentation({
    tracerProvider,
    names: ['http', 'undici'],
    baggageHosts,
    isModelCallContext,
    isModelProvider: () => false,
  });
}

/** What core does of a model call, as far as telemetry sees it. Answers the end of the call. */
function startCall(name) {
  const api = telemetry.api();
  const parent = api.context.active();
  const span = telemetry.tracer()?.startSpan(name, { kind: 2 }, parent);
  if (span !== undefined) onSpanStart(span, parent);
  const inRequest = (fn) => api.context.with(modelCallContext(api, parent, { span }), fn);
  const end = () => {
    telemetry.meter()?.createCounter('calls').add(1, { name });
    telemetry.logger()?.emit({ eventName: name, body: name, context: span === undefined ? parent : api.trace.setSpan(parent, span) });
    span?.end();
  };
  return { end, inRequest };
}

async function report(extra) {
  await telemetry.flush(2_000);
  process.stdout.write(
    `${JSON.stringify({ ownSpans: describeSpans(own.spans), ownMetrics: describeMetrics(own.metrics), ownLogs: describeLogs(own.logs), ownScopes: describeScopes(own.spans), ownSdkStarts: own.starts, warnings, errors, ...extra })}\n`,
  );
}

/** `scope: name < name of the parent`; the parent is `remote` when it is not among these spans, absent for a root. */
function describeSpans(exporter, others = []) {
  const spans = exporter?.getFinishedSpans() ?? [];
  const names = new Map([...spans, ...others].map((span) => [span.spanContext().spanId, span.name]));
  return spans.map((span) => {
    const scope = (span.instrumentationScope ?? span.instrumentationLibrary).name.replace('@opentelemetry/instrumentation-', '');
    const parentId = span.parentSpanContext?.spanId ?? span.parentSpanId;
    return `${scope}: ${span.name}${parentId === undefined ? '' : ` < ${names.get(parentId) ?? 'remote'}`}`;
  });
}

/** `name: user.id, tags`, of spans that are in a scope. */
function describeScopes(exporter) {
  const inScope = (exporter?.getFinishedSpans() ?? []).filter(({ attributes }) => attributes['user.id'] !== undefined);
  return inScope.map(({ name, attributes }) => `${name}: ${[attributes['user.id'], ...(attributes['genspan.tags'] ?? [])].join(', ')}`);
}

function describeMetrics(exporter) {
  const latest = exporter?.getMetrics().at(-1);
  return (latest?.scopeMetrics ?? []).flatMap(({ metrics }) =>
    metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => `${descriptor.name} ${attributes.name} ${value}`),
    ),
  );
}

function describeLogs(exporter) {
  return (exporter?.getFinishedLogRecords() ?? []).map(
    (record) => `${record.eventName}${record.spanContext === undefined ? '' : ' in a span'}`,
  );
}

globalThis.genspanTest = {
  telemetry,
  ownSpans: () => own.spans?.getFinishedSpans() ?? [],
  startCall,
  call: (name) => startCall(name).end(),
  describeSpans,
  describeMetrics,
  describeLogs,
  report,
};
