// Passes stdin on to stdout, a little at a time.
const { readSync, writeSync } = require('node:fs');

const neverNotified = new Int32Array(new SharedArrayBuffer(4));
const chunk = Buffer.alloc(16_384);
for (let length = readSync(0, chunk); length > 0; length = readSync(0, chunk)) {
  for (let written = 0; written < length;) written += writeSync(1, chunk, written, length - written);
  Atomics.wait(neverNotified, 0, 0, 3);
}
