// A model provider inside the process: no socket and no server, so that what is measured is the SDK and what watches it.
'use strict';

const usage = { prompt_tokens: 2400, completion_tokens: 120, total_tokens: 2520, prompt_tokens_details: { cached_tokens: 1024 } };
const model = 'gpt-5-mini';

const answer = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model,
  service_tier: 'default',
  choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(120) }, finish_reason: 'stop' }],
  usage,
});

const encoder = new TextEncoder();

function chunk(choices, rest = {}) {
  const body = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model, choices, usage: null, ...rest };
  return encoder.encode(`data: ${JSON.stringify(body)}\n\n`);
}

const wordChunk = chunk([{ index: 0, delta: { content: 'word ' }, finish_reason: null }]);
const lastChunks = [chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]), chunk([], { usage }), encoder.encode('data: [DONE]\n\n')];

/** `chunkCount` pieces of text, a finish reason, usage and the end mark. */
function* streamChunks(chunkCount) {
  for (let sent = 0; sent < chunkCount; sent += 1) yield wordChunk;
  yield* lastChunks;
}

/** Each chunk is a read of its own, as a network would deliver them. */
function streamBody(chunkCount) {
  const chunks = streamChunks(chunkCount);
  return new ReadableStream({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** To be given to an OpenAI client as `fetch`. */
function createFetch({ chunkCount = 500 } = {}) {
  return async (_url, { body }) => {
    const isStream = body.includes('"stream":true');
    return new Response(isStream ? streamBody(chunkCount) : answer, {
      headers: { 'content-type': isStream ? 'text/event-stream' : 'application/json' },
    });
  };
}

/** Without `baseURL` the provider is inside the process. */
function createClient({ baseURL, chunkCount } = {}) {
  const OpenAI = require('../../sdks/node_modules/openai-7.57');
  return new OpenAI({ apiKey: 'sk-none', baseURL, fetch: baseURL === undefined ? createFetch({ chunkCount }) : undefined });
}

const sentence = 'Order 4837-2291 left the warehouse on Friday; please ask jane.doe@example.com whether it has arrived by now. ';

/** Texts as a chat has them; each message another one. */
function createMessages(count, characters) {
  return Array.from({ length: count }, (_, index) => ({
    role: index === 0 ? 'system' : index % 2 === 1 ? 'user' : 'assistant',
    // From bytes, since a string that was never flattened would charge its flattening to whoever reads it first.
    content: Buffer.from(`${index} ${sentence.repeat(Math.ceil(characters / sentence.length))}`.slice(0, characters)).toString(),
  }));
}

module.exports = { createClient, createMessages, model, streamChunks };
