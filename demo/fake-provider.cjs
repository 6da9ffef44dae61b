// A stand-in for both providers, so that the demo needs no key and no network. It answers in their wire formats.
const { createServer } = require('node:http');

const openaiModel = 'gpt-4.1-mini-2025-04-14';

function chatCompletion(message, finishReason, usage) {
  return {
    id: 'chatcmpl-demo',
    object: 'chat.completion',
    created: 1_750_000_000,
    model: openaiModel,
    choices: [{ index: 0, message: { role: 'assistant', refusal: null, ...message }, finish_reason: finishReason }],
    usage: chatUsage(usage),
  };
}

function chatUsage({ input, cached = 0, output }) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}

function* chatStream(text, usage) {
  const base = { id: 'chatcmpl-demo', object: 'chat.completion.chunk', created: 1_750_000_000, model: openaiModel };
  for (const content of text.match(/\S+\s*/g)) yield data({ ...base, choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  yield data({ ...base, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  yield data({ ...base, choices: [], usage: chatUsage(usage) });
  yield 'data: [DONE]\n\n';
}

function anthropicMessage(model, text, usage) {
  const content = text === '' ? [] : [{ type: 'text', text }];
  return {
    id: 'msg_demo',
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: text && 'end_turn',
    stop_sequence: null,
    usage,
  };
}

function* anthropicStream(model, text) {
  const usage = { input_tokens: 48, cache_read_input_tokens: 1024, cache_creation_input_tokens: 0, output_tokens: 1 };
  yield event({ type: 'message_start', message: { ...anthropicMessage(model, '', usage), stop_reason: null } });
  yield event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
  for (const piece of text.match(/\S+\s*/g)) {
    yield event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: piece } });
  }
  yield event({ type: 'content_block_stop', index: 0 });
  yield event({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 26 } });
  yield event({ type: 'message_stop' });
}

const data = (value) => `data: ${JSON.stringify(value)}\n\n`;
const event = (value) => `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;

let classifyCount = 0;

function answer(path, { model, messages, stream }) {
  if (model === 'gpt-unreleased') {
    const message = 'The model `gpt-unreleased` does not exist or you do not have access to it.';
    return { status: 404, json: { error: { message, type: 'invalid_request_error', param: null, code: 'model_not_found' } } };
  }
  if (path === '/anthropic/v1/messages') {
    if (stream) return { events: anthropicStream(model, 'Your parcel is on its way and should arrive on Thursday. Sorry for the wait!') };
    if (classifyCount++ === 0) {
      const error = { type: 'rate_limit_error', message: 'Too many requests.' };
      return { status: 429, headers: { 'retry-after-ms': '50' }, json: { type: 'error', error } };
    }
    const usage = { input_tokens: 31, cache_read_input_tokens: 0, cache_creation_input_tokens: 0, output_tokens: 4 };
    return { json: anthropicMessage(model, 'refund', usage) };
  }
  if (stream) return { events: chatStream('A customer asks when the blue lamp will arrive.', { input: 57, output: 12 }) };
  if (messages.at(-1).role === 'tool') {
    const content = 'Your order 1042 left the warehouse on Monday.';
    return { json: chatCompletion({ content }, 'stop', { input: 142, cached: 64, output: 14 }) };
  }
  const call = { id: 'call_demo', type: 'function', function: { name: 'look_up_order', arguments: '{"number":"1042"}' } };
  return { json: chatCompletion({ content: null, tool_calls: [call] }, 'tool_calls', { input: 96, output: 18 }) };
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Answers `{ url, close }`. */
async function startFakeProvider() {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { status = 200, headers, json, events } = answer(request.url, JSON.parse(body));
    await pause(40);
    if (json !== undefined) {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(json));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of events) {
      response.write(chunk);
      await pause(8);
    }
    response.end();
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

module.exports = { startFakeProvider };
