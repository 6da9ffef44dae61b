// Model calls by the real AWS SDK while OpenTelemetry's own instrumentation of it is at work too. Arguments: folder of the SDK, endpoint, `alone`.
const { createRequire } = require('node:module');
const { trace } = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace');
const { AwsInstrumentation } = createRequire(require.resolve('@opentelemetry/auto-instrumentations-node'))(
  '@opentelemetry/instrumentation-aws-sdk',
);

const [, , sdkDirectory, endpoint, alone] = process.argv;
const exporter = new InMemorySpanExporter();
const instrumentations = alone === 'alone' ? [] : [new AwsInstrumentation()];
new NodeSDK({ spanProcessors: [new SimpleSpanProcessor({ exporter })], instrumentations }).start();

async function main() {
  const sdk = require(sdkDirectory);
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test-secret' };
  const client = new sdk.BedrockRuntimeClient({ endpoint, region: 'eu-west-1', credentials });
  await trace.getTracer('application').startActiveSpan('the request', async (span) => {
    const messages = [{ role: 'user', content: 'hi' }];
    const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 10, messages });
    const modelId = 'anthropic.claude-sonnet-4-20250514-v1:0';
    await client.send(new sdk.InvokeModelCommand({ modelId, body, contentType: 'application/json' }));
    const streamed = await client.send(new sdk.InvokeModelWithResponseStreamCommand({ modelId, body, contentType: 'application/json' }));
    for await (const _event of streamed.body);
    span.end();
  });
  client.destroy();
  // Content is redacted off the caller's path.
  await require('../../../packages/genspan/dist/index.js').flush();
  const spans = exporter.getFinishedSpans();
  const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
  const tree = spans
    .map((span) => `${nameOf(span.parentSpanContext?.spanId) ?? ''} > ${span.instrumentationScope.name}: ${span.name}`)
    .toSorted();
  const inputTokens = spans.reduce((sum, { attributes }) => sum + (attributes['gen_ai.usage.input_tokens'] ?? 0), 0);
  process.stdout.write(`${JSON.stringify({ tree, inputTokens })}\n`);
}

void main();
