// Calls one after another. Arguments: number of messages, characters of each, `bare-span` for that control.
'use strict';
const { setImmediate: turn, setTimeout: sleep } = require('node:timers/promises');
const { answerRounds } = require('./answer-rounds.cjs');
const { createBareSpan } = require('./bare-span.cjs');
const { processMicroseconds, threadMicroseconds } = require('./cpu-time.cjs');
const { createClient, createMessages, model } = require('./in-process-provider.cjs');

const [messageCount, characters, control] = process.argv.slice(2);
const client = createClient();
const request = {
  model,
  max_completion_tokens: 256,
  temperature: 0.2,
  messages: createMessages(Number(messageCount), Number(characters)),
};
const inSpan = control === 'bare-span' ? createBareSpan() : undefined;
const call = () => client.chat.completions.create(request);

answerRounds(async (count) => {
  const before = processMicroseconds();
  let callerMicroseconds = 0;
  for (let index = 0; index < count; index += 1) {
    const start = threadMicroseconds();
    await (inSpan === undefined ? call() : inSpan(call));
    callerMicroseconds += threadMicroseconds() - start;
    // What is put off runs here, as it does while an application waits for its provider.
    await turn();
    await turn();
  }
  await sleep(20);
  return { caller: callerMicroseconds / count, all: (processMicroseconds() - before) / count };
});
