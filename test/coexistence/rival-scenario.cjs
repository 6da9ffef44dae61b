// One model call by the real OpenAI SDK while another instrumentation is at work too; the whole of genspan runs, not the test preload.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

module.exports = async function runRivalScenario({ register, exporter }) {
  await register();
  const provider = fork(join(__dirname, 'fake-openai.cjs'), { execArgv: [], env: {} });
  const [{ url }] = await once(provider, 'message');
  const { OpenAI } = require(require.resolve('openai', { paths: [require.main.path] }));
  const client = new OpenAI({ apiKey: 'key', baseURL: url, maxRetries: 0 });
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] });
  provider.disconnect();
  await require('node:timers/promises').setTimeout(100);
  const scopes = exporter.getFinishedSpans().map((span) => (span.instrumentationScope ?? span.instrumentationLibrary).name);
  const traceIds = exporter.getFinishedSpans().map((span) => span.spanContext().traceId);
  process.stdout.write(`${JSON.stringify({ scopes, traceIds })}\n`);
};
