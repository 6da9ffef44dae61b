// Makes the same number of calls in three phases, and prints the heap after each. Run with --expose-gc.
const { setImmediate: turn, setTimeout: wait } = require('node:timers/promises');
const { flush } = require('genspan');
const { call } = require('./network.cjs');

const [callCount, promptLength] = process.argv.slice(2).map(Number);

async function heapAfterPhase(phase) {
  for (let made = 0; made < callCount; made += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => call(`${phase} ${made + index}`, promptLength)));
    await turn();
  }
  // What is put off is done, and what is under way is on its way.
  await flush(1_000);
  for (let round = 0; round < 5; round += 1) {
    await wait(10);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

async function main() {
  const heapBytes = [];
  for (const phase of ['first', 'second', 'third']) heapBytes.push(await heapAfterPhase(phase));
  // The endpoint is well again from here on.
  await fetch(`${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/recover`).catch(() => undefined);
  await flush(60_000);
  console.log(JSON.stringify(heapBytes));
  process.exit();
}

void main();
