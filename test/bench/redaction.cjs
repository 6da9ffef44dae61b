/** Speed of redaction on ordinary text, and its slowest answer to hostile text; by itself with `node test/bench/redaction.cjs`. Needs a build. */
'use strict';
const { redactText } = require('../../packages/core/dist/content/redact/redactor.js');

const paragraph = `Jane asked whether order 4837-2291 had left the warehouse on 2024-03-09. The answer came from jane.doe@example.com at 10:42:
{"status": "sent", "carrier": "ACME", "items": [{"sku": "A-1001", "count": 2}], "retry": false}. She called +49 30 901820 twice,
then wrote: "If the parcel is not here by Friday, please send a new one; the door code is not needed." const total = items
  .filter((item) => item.count > 0).reduce((sum, item) => sum + item.price * item.count, 0);\n`;

const seeds =
  'a|1| |@|-|.|:|+|1 |1-|1.|a@|a.|@a.|a@b.|+1 |1-1|(1)|DE12 |AA11|::|2001:|-----BEGIN PRIVATE KEY-----|-----BEGIN PRIVATE KEY-----AAAAAAAAAAAAAAAA|eyJ|eyJhbGciOi.|sk-a|ghp_| sk-proj-|password=|password: |password is |token="|aws key |bearer |basic |://|://a:|https://a:b|curl -u a:|curl -u | --password |%40|4111 1111 1111 111|4 1 1 1 |123-45-|555-555-|phone 1|SG.aaaaaaaaaaaaaaaa.|hooks.slack.com/services/|1234567890:AA|é|漢|a@a.a@a.|1/1/|AAAA-AAAA '.split(
    '|',
  );

function bestMs(text, rounds) {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    redactText(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function megabytesPerSecond(text) {
  const rounds = Math.ceil(2e7 / text.length);
  for (let round = 0; round < rounds / 4; round++) redactText(text);
  const start = performance.now();
  for (let round = 0; round < rounds; round++) redactText(text);
  return (text.length * rounds) / (performance.now() - start) / 1000;
}

/** A flat copy: a rope or a slice would be measured with its own cost. */
const textOf = (length, source = paragraph) =>
  Buffer.from(source.repeat(Math.ceil(length / source.length)))
    .toString()
    .slice(0, length);

function measureRedaction() {
  const lengths = { '1 kB of text': 1000, '100 kB of text': 100_000 };
  return {
    megabytesPerSecond: Object.entries(lengths).map(([label, length]) => ({ label, value: megabytesPerSecond(textOf(length)) })),
    /** The slowest first. */
    hostile: seeds.map((seed) => ({ seed, ms: bestMs(textOf(100_000, seed), 3) })).toSorted((a, b) => b.ms - a.ms),
  };
}

module.exports = { measureRedaction };

if (require.main === module) {
  const { megabytesPerSecond: speeds, hostile } = measureRedaction();
  for (const { label, value } of speeds) console.log(`redaction, ${label}: ${value.toFixed(1)} MB/s`);
  for (const { seed, ms } of hostile.slice(0, 5)) console.log(`hostile 100 kB: ${ms.toFixed(1)} ms  ${JSON.stringify(seed)}`);
}
