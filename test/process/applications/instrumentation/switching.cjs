// Prints how many spans each tracer provider has got after each step.
const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
const { OpenAIInstrumentation } = require('@genspan/openai');

const instrumentation = new OpenAIInstrumentation({ enabled: false });
const { OpenAI } = require('openai');
const exporters = [new InMemorySpanExporter(), new InMemorySpanExporter()];
const [first, second] = exporters.map((exporter) => new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
const client = new OpenAI();

async function step(name, change) {
  change();
  await client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  console.log(name, ...exporters.map((exporter) => exporter.getFinishedSpans().length));
}

async function main() {
  await step('made without being enabled', () => instrumentation.setTracerProvider(first));
  await step('enabled', () => instrumentation.enable());
  await step('disabled', () => instrumentation.disable());
  await step('enabled again', () => instrumentation.enable());
  await step('given another provider', () => instrumentation.setTracerProvider(second));
}

void main();
