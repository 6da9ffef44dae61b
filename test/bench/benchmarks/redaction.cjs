'use strict';
const { measureRedaction } = require('../redaction.cjs');

/** Of the redactor alone, in this process; text as a chat has it, and text made to be slow. */
async function run() {
  const { megabytesPerSecond, hostile } = measureRedaction();
  const [worst] = hostile;
  return [
    ...megabytesPerSecond.map(({ label, value }) => ({
      what: `redaction, ${label}`,
      unit: 'MB/s',
      measured: value,
      budget: 10,
      isAtLeast: true,
    })),
    { what: `redaction, slowest of ${hostile.length} hostile texts of 100 kB`, unit: 'ms', measured: worst.ms, budget: 50 },
  ];
}

module.exports = { name: 'redaction', run };
