// ES modules throughout: the SDK is loaded and called before the application registers its telemetry.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { OpenAI } from 'openai';
import genspan from '../../../packages/genspan/dist/index.js';

const provider = fork(fileURLToPath(new URL('../fake-openai.cjs', import.meta.url)), { execArgv: [], env: {} });
const [{ url }] = await once(provider, 'message');
const client = new OpenAI({ apiKey: 'key', baseURL: url, maxRetries: 0 });

async function call(model) {
  await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });
}

await call('gpt-4o');
const { trace } = await import('@opentelemetry/api');
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = await import('@opentelemetry/sdk-trace-node');
const exporter = new InMemorySpanExporter();
const registered = trace.setGlobalTracerProvider(new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
await call('gpt-4.1');
provider.disconnect();
await genspan.flush();
process.stdout.write(`${JSON.stringify({ registered, spans: exporter.getFinishedSpans().map(({ name }) => name) })}\n`);
