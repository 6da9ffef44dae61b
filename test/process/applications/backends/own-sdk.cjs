// An application that owns its OpenTelemetry SDK, and tells it itself which backends it exports to.
const { CompatProcessor, flush } = require('genspan');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace');

const names = process.argv.slice(2);
const own = names.length === 0 ? [] : [new CompatProcessor(names)];
const sdk = new NodeSDK({ instrumentations: [], spanProcessors: [...own, new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
sdk.start();
const { callAll } = require('./calls.cjs');

void callAll()
  .then(() => flush())
  .then(() => sdk.shutdown());
