// Streams of 500 chunks, read to their end, one after another. Argument: base URL of a provider; without it, one inside the process.
'use strict';
const { setImmediate: turn } = require('node:timers/promises');
const { answerRounds } = require('./answer-rounds.cjs');
const { threadMicroseconds } = require('./cpu-time.cjs');
const { createClient, createMessages, model } = require('./in-process-provider.cjs');

const client = createClient({ chunkCount: 500, baseURL: process.argv[2] });
const request = { model, stream: true, stream_options: { include_usage: true }, messages: createMessages(2, 480) };

answerRounds(async (count) => {
  let microseconds = 0;
  for (let index = 0; index < count; index += 1) {
    const start = threadMicroseconds();
    let seen = 0;
    for await (const chunk of await client.chat.completions.create(request)) seen += chunk.choices.length;
    microseconds += threadMicroseconds() - start;
    if (seen !== 501) throw new Error(`a stream had ${seen} chunks with a choice instead of 501`);
    await turn();
  }
  return { milliseconds: microseconds / 1000 / count };
});
