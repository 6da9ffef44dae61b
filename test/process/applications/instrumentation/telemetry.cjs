// The application's own OpenTelemetry: exports to where OTEL_EXPORTER_OTLP_ENDPOINT says, and is shut down when the work is done.
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { AnthropicInstrumentation } = require('@genspan/anthropic');
const { OpenAIInstrumentation } = require('@genspan/openai');

const config = process.env.CONTENT === undefined ? undefined : { content: process.env.CONTENT };
const instrumentations = [new OpenAIInstrumentation(config), new AnthropicInstrumentation(config)];
const sdk = new NodeSDK({ instrumentations });
sdk.start();

exports.end = () => sdk.shutdown();
globalThis.endTelemetry = exports.end;
