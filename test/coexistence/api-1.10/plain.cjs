// An application that sets up each signal by hand: the third argument lists which.
const api = require('@opentelemetry/api');
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
const { W3CTraceContextPropagator } = require('@opentelemetry/core');
const logs = require('@opentelemetry/sdk-logs');
const metrics = require('@opentelemetry/sdk-metrics');
const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
const runScenario = require('../scenario.cjs');

const [order, signals = 'trace,metrics,logs,context,propagation'] = process.argv.slice(2);
const spans = new InMemorySpanExporter();
const logRecords = new logs.InMemoryLogRecordExporter();
const points = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
const reader = new metrics.PeriodicExportingMetricReader({ exporter: points, exportIntervalMillis: 3_600_000 });

const registrations = {
  trace: () => api.trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] })),
  metrics: () => api.metrics.setGlobalMeterProvider(new metrics.MeterProvider({ readers: [reader] })),
  logs: () =>
    api.logs.setGlobalLoggerProvider(
      new logs.LoggerProvider({ processors: [new logs.SimpleLogRecordProcessor({ exporter: logRecords })] }),
    ),
  context: () => api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()),
  propagation: () => api.propagation.setGlobalPropagator(new W3CTraceContextPropagator()),
};

void runScenario({
  api,
  order,
  register: () => signals.split(',').map((signal) => registrations[signal]()),
  async describe() {
    await reader.forceFlush();
    return {
      appSpans: globalThis.genspanTest.describeSpans(spans, globalThis.genspanTest.ownSpans()),
      appMetrics: globalThis.genspanTest.describeMetrics(points),
      appLogs: globalThis.genspanTest.describeLogs(logRecords),
    };
  },
});
