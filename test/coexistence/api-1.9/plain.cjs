// Sets up each signal by hand through the API copy named by the last argument; the third lists which.
const { NodeTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-node');
const metrics = require('@opentelemetry/sdk-metrics');
const runScenario = require('../scenario.cjs');

const [order, signals = 'trace', copy = '@opentelemetry/api'] = process.argv.slice(2);
const api = require(copy);
const exporter = new InMemorySpanExporter();
const points = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
const reader = new metrics.PeriodicExportingMetricReader({ exporter: points, exportIntervalMillis: 3_600_000 });
const provider = () => new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

const registrations = {
  trace: () => api.trace.setGlobalTracerProvider(provider()),
  provider: () => provider().register() ?? true,
  metrics: () => api.metrics.setGlobalMeterProvider(new metrics.MeterProvider({ readers: [reader] })),
};

void runScenario({
  api,
  order,
  register: () => signals.split(',').map((signal) => registrations[signal]()),
  async describe() {
    await reader.forceFlush();
    return {
      appSpans: globalThis.genspanTest.describeSpans(exporter, globalThis.genspanTest.ownSpans()),
      appMetrics: globalThis.genspanTest.describeMetrics(points),
    };
  },
});
