// The longest stretches for which the event loop is held by one call with a long prompt. Arguments: number of messages, characters of each.
'use strict';
const { setTimeout: sleep } = require('node:timers/promises');
const { answerRounds } = require('./answer-rounds.cjs');
const { threadMicroseconds } = require('./cpu-time.cjs');
const { createClient, createMessages, model } = require('./in-process-provider.cjs');

const [messageCount, characters] = process.argv.slice(2).map(Number);
const client = createClient();
const afterwardsMs = 300;

async function longestHoldMs(work) {
  let longest = 0;
  let isSampling = true;
  let before = threadMicroseconds();
  const sample = () => {
    const now = threadMicroseconds();
    longest = Math.max(longest, now - before);
    before = now;
    if (isSampling) setImmediate(sample);
  };
  setImmediate(sample);
  await sleep(5);
  await work();
  await sleep(0);
  isSampling = false;
  return longest / 1000;
}

answerRounds(async () => {
  const messages = createMessages(messageCount, characters);
  const callMilliseconds = await longestHoldMs(() => client.chat.completions.create({ model, messages }));
  const afterwardsMilliseconds = await longestHoldMs(() => sleep(afterwardsMs));
  return { callMilliseconds, afterwardsMilliseconds };
});
