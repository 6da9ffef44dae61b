// A test of the application's, in jest, which loads modules without any hook.
const { trace } = require('@opentelemetry/api');
const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
const { instrument } = require('@genspan/openai');
const { OpenAI } = require('openai');

test('a call is a span', async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  expect(instrument(OpenAI)).toBe(OpenAI);
  const client = new OpenAI();
  const answer = await client.chat.completions.create({ model: 'gpt-5-mini', messages: [{ role: 'user', content: 'Hello' }] });
  expect(answer.object).toBe('chat.completion');
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['chat gpt-5-mini']);
});
