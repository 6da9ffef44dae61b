// Makes many calls of one kind with an SDK whose network is inside the process, and prints the heap as it goes. Run with --expose-gc.
const { setImmediate: turn, setTimeout: wait } = require('node:timers/promises');
const { OpenAI } = require('../sdks/node_modules/openai');

const [kind, callCount, checkpointCount] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const chunk = { id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: null }] };
const events = `data: ${JSON.stringify(chunk)}\n\n`.repeat(3);
const answer = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }],
});
const json = () => new Response(answer, { headers: { 'content-type': 'application/json' } });
const eventStream = () => new Response(events, { headers: { 'content-type': 'text/event-stream' } });
/** Until it is opened, no call is answered: all of them are under way at once. */
const gate = Promise.withResolvers();

const answers = {
  'streams-never-read': eventStream,
  'streams-aborted': eventStream,
  'never-awaited': json,
  concurrent: () => gate.promise.then(json),
};
const client = new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: async () => answers[kind]() });
const create = (parameters) =>
  client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hello' }], ...parameters });
// One string: what an application holds of its prompts is not what is measured.
const prompt = 'Write to ada@example.com about the order. '.repeat(5_000);
const answered = [];

const kinds = {
  async 'streams-never-read'() {
    await create({ stream: true });
  },
  async 'streams-aborted'() {
    const stream = await create({ stream: true });
    await stream[Symbol.asyncIterator]().next();
    stream.controller.abort();
  },
  'never-awaited'() {
    void create();
  },
  concurrent() {
    answered.push(create({ messages: [{ role: 'user', content: prompt }] }));
  },
};

/** Finalisation runs in turns of its own, some of it after a collection that only the one before made possible. */
async function settle() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await wait(20);
  }
}

async function run() {
  const heapUsedBytes = [];
  for (let count = 1; count <= callCount; count++) {
    await kinds[kind]();
    if (count % 100 === 0) await turn();
    if (count % (callCount / checkpointCount) !== 0) continue;
    await settle();
    heapUsedBytes.push(process.memoryUsage().heapUsed);
  }
  gate.resolve();
  await Promise.all(answered);
  answered.length = 0;
  let peakBytes = 0;
  // Content is redacted after the calls: a second of it shows how much waits at once.
  for (let round = 0; round < 20; round++) {
    await wait(50);
    peakBytes = Math.max(peakBytes, process.memoryUsage().heapUsed);
  }
  await settle();
  console.log(JSON.stringify({ heapUsedBytes, peakBytes, endBytes: process.memoryUsage().heapUsed }));
}

void run();
