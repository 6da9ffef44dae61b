// Calls at a steady rate, as a service makes them. Arguments: calls a second, seconds. Prints the CPU time of one call, in microseconds.
'use strict';
const { setTimeout: sleep } = require('node:timers/promises');
const { processMicroseconds } = require('./cpu-time.cjs');
const { createClient, createMessages, model } = require('./in-process-provider.cjs');

const [callsPerSecond, seconds] = process.argv.slice(2).map(Number);
const client = createClient();
const request = { model, max_completion_tokens: 256, temperature: 0.2, messages: createMessages(20, 480) };

/** Awaited at once: the SDK reads an answer only when somebody waits for it. */
async function call() {
  const answer = await client.chat.completions.create(request);
  return answer.id;
}

async function run(forSeconds) {
  const start = performance.now();
  const open = [];
  const total = forSeconds * callsPerSecond;
  while (open.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) * callsPerSecond) / 1000));
    while (open.length < due) open.push(call());
    await sleep(2);
  }
  await Promise.all(open);
  return total;
}

async function main() {
  await run(3);
  globalThis.gc();
  const before = processMicroseconds();
  const count = await run(seconds);
  process.stdout.write(`${(processMicroseconds() - before) / count}\n`);
}

void main();
