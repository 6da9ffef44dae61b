// Flushes with each of the bounds that the arguments name, and prints how each ended and how long it took.
const { flush } = require('genspan');
const { call } = require('./network.cjs');

async function main() {
  const flushes = [];
  for (const timeoutMs of process.argv.slice(2).map(Number)) {
    await call(`before ${timeoutMs}`);
    const start = performance.now();
    const ending = await flush(timeoutMs).then(
      (value) => `resolved ${value}`,
      (error) => `rejected ${error}`,
    );
    flushes.push({ timeoutMs, ending, tookMs: performance.now() - start });
  }
  console.log(JSON.stringify(flushes));
  process.exit(3);
}

void main();
