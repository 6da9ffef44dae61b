// A service whose calls end in every way that a dashboard shows: it runs in a process of its own, with the flag, and answers `/KIND`.
const { createServer } = require('node:http');
const { createRequire } = require('node:module');
const { join } = require('node:path');

// The demo has the SDKs.
const demoRequire = createRequire(join(__dirname, '../../demo/service.cjs'));
const { OpenAI } = demoRequire('openai');
const { evaluate, redactWith, withAttributes } = demoRequire('genspan');

const openai = new OpenAI({ apiKey: 'sk-test', baseURL: `${process.env.PROVIDER_URL}/v1`, maxRetries: 0 });
const promptVersion = process.env.PROMPT_VERSION;

redactWith(async (text) => {
  if (text.includes('unreadable')) throw new Error('this redactor cannot read it');
  return [];
});

// The later version of the prompt is liked less.
evaluate({ name: 'helpful', version: '1' }, async () => ({ score: (promptVersion === '2.0.0' ? 0.6 : 0.35) + 0.3 * Math.random() }));
evaluate({ name: 'polite', version: '1', sampleRate: 0.2 }, async () => {
  throw new Error('this judge is out of order');
});

const ask = (content, options = {}) =>
  openai.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content }], ...options });

async function readToTheEnd(stream) {
  // oxlint-disable-next-line no-empty -- what is wanted is that it was read
  for await (const _chunk of await stream) {
  }
}

async function leave() {
  const stream = await ask('stream', { stream: true });
  for await (const _chunk of stream) break;
}

const kinds = {
  answer: () => withAttributes({ promptName: 'search', promptVersion }, () => ask('stop')),
  reasoned: () => ask('think first', { model: 'o4-mini' }),
  truncated: () => withAttributes({ promptName: 'search', promptVersion }, () => ask('length', { max_tokens: 5 })),
  refused: () => ask('content_filter'),
  unreadable: () => ask('unreadable'),
  stream: () => readToTheEnd(ask('stream', { stream: true, stream_options: { include_usage: true } })),
  untold: () => readToTheEnd(ask('stream', { stream: true })),
  left: leave,
  limited: () => ask('rate_limit'),
  embeddings: () => openai.embeddings.create({ model: 'text-embedding-3-small', input: 'a lamp' }),
  retrieval: () => openai.vectorStores.search('vs_lamps', { query: 'a lamp' }),
  moderation: () => openai.moderations.create({ model: 'omni-moderation-latest', input: 'a lamp' }),
  flagged: () => openai.moderations.create({ model: 'omni-moderation-latest', input: 'flag this' }),
};

const server = createServer(async (request, response) => {
  try {
    await kinds[request.url.slice(1)]();
  } catch (error) {
    response.statusCode = error.status ?? 500;
    response.end(error.message);
    return;
  }
  response.end('done');
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, kinds: Object.keys(kinds) }));
process.on('disconnect', () => server.close());
