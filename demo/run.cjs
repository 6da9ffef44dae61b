// `npm run demo`: starts service.cjs with one flag, asks it six things, says what it thinks of one answer, and draws what arrived.
const { fork } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { once } = require('node:events');
const { mkdtempSync, readdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startFakeProvider } = require('./fake-provider.cjs');
const { startTraceSink } = require('./trace-sink.cjs');
const { drawTraces } = require('./trace-tree.cjs');

const questions = [
  ['/order', 'Where is order 1042? Write to ada.lovelace@example.com, my card is 4111 1111 1111 1111.'],
  ['/summary', 'When will my blue lamp come? Call me on +44 20 7946 0958.'],
  ['/reply', 'My parcel is late.'],
  ['/classify', 'I want my money back.'],
  ['/agent', 'Has order 1042 been sent? I am ada.lovelace@example.com.'],
  ['/broken', 'Hello?'],
];

function startService(providerUrl, sinkUrl, logPath) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(OTEL_|GENSPAN_|NODE_OPTIONS$)/.test(name));
  return fork(join(__dirname, 'service.cjs'), {
    cwd: __dirname,
    env: {
      ...Object.fromEntries(inherited),
      // The flag, as the processes inherit it that the service starts.
      NODE_OPTIONS: '--require genspan/register',
      PROVIDER_URL: providerUrl,
      OTEL_SERVICE_NAME: 'genspan-demo',
      OTEL_EXPORTER_OTLP_ENDPOINT: sinkUrl,
      GENSPAN_LOG: `file:${logPath}`,
      // A service keeps it with its other secrets: tokens must outlive the process.
      GENSPAN_FEEDBACK_KEY: randomBytes(32).toString('base64'),
    },
  });
}

/** `key=value,key=value`, as OTEL_EXPORTER_OTLP_HEADERS has it. */
function readHeaders(list = '') {
  const pairs = list.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(
    pairs.filter(([key]) => key.trim() !== '').map(([key, ...value]) => [key.trim(), decodeURIComponent(value.join('='))]),
  );
}

async function runDemo() {
  const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const directory = mkdtempSync(join(tmpdir(), 'genspan-demo-'));
  const provider = await startFakeProvider();
  const sink = await startTraceSink(endpoint, readHeaders(process.env.OTEL_EXPORTER_OTLP_HEADERS));
  console.log('Starting: NODE_OPTIONS="--require genspan/register" node service.cjs');
  const service = startService(provider.url, sink.url, join(directory, 'calls.jsonl'));
  const [{ port }] = await once(service, 'message');

  const callRefs = new Map();
  for (const [path, text] of questions) {
    process.stdout.write(`GET ${path} ... `);
    const answer = await fetch(`http://127.0.0.1:${port}${path}?text=${encodeURIComponent(text)}`);
    console.log(`${answer.status} ${await answer.text()}`);
    callRefs.set(path, answer.headers.get('x-call-ref'));
  }
  for (const callRef of [callRefs.get('/reply'), 'gs1.of-somebody-else']) {
    process.stdout.write('POST /feedback ... ');
    const body = JSON.stringify({ callRef, thumb: 'down', comment: 'Nobody called me on +44 20 7946 0958.' });
    const answer = await fetch(`http://127.0.0.1:${port}/feedback`, { method: 'POST', body });
    console.log(`${answer.status} ${await answer.text()}`.trim());
  }
  service.disconnect();
  const [exitCode] = await once(service, 'exit');
  provider.close();
  sink.close();
  if (exitCode !== 0 || sink.spans.length === 0)
    throw new Error(`the service ended with code ${exitCode} and ${sink.spans.length} spans arrived`);

  console.log(`\nWhat arrived, one tree a user request:\n\n${drawTraces(sink.spans, sink.evaluations).join('\n')}`);
  console.log('The same calls as JSON lines:');
  for (const name of readdirSync(directory)) console.log(`  ${join(directory, name)}`);
  if (endpoint !== undefined) console.log(`\n${describeForwarding(endpoint, sink.forwardingProblem)}`);
  console.log(`
What to do next:
  node --require genspan/register app.js     in front of your own application
  docker compose -f docker/compose.yaml up   a Collector and Jaeger; then OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npm run demo
  docs/content.md                            what is kept of prompts, and what is redacted`);
}

function describeForwarding(endpoint, problem) {
  const { origin } = new URL(endpoint);
  return problem === undefined ? `Everything was sent to ${origin} too.` : `Nothing reached ${origin}: ${problem}.`;
}

runDemo().catch((error) => {
  console.error(`genspan demo: ${error.message}`);
  process.exitCode = 1;
});
