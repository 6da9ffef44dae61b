// One model call by the real OpenAI SDK while another instrumentation is at work too; the whole of genspan runs, not the test preload.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

module.exports = async function runRivalScenario({ register, describe, around = (fn) => fn() }) {
  register();
  const provider = fork(join(__dirname, 'fake-openai.cjs'), { execArgv: [], env: {} });
  const [{ url }] = await once(provider, 'message');
  const { OpenAI } = require(require.resolve('openai', { paths: [require.main.path] }));
  const client = new OpenAI({ apiKey: 'key', baseURL: url, maxRetries: 0 });
  await around(() => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] }));
  provider.disconnect();
  // Content is redacted off the caller's path.
  await require('../../packages/genspan/dist/index.js').flush();
  process.stdout.write(`${JSON.stringify(await describe())}\n`);
};

/** Scopes and traces of the spans of an in-memory exporter. */
module.exports.describeSpans = (exporter) => {
  const spans = exporter.getFinishedSpans();
  return {
    scopes: spans.map((span) => (span.instrumentationScope ?? span.instrumentationLibrary).name),
    traceIds: spans.map((span) => span.spanContext().traceId),
  };
};
