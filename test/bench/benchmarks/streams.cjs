'use strict';
const { measureInRounds, noExport, withGenspan } = require('../child-processes.cjs');
const { summarize, summarizeAdded } = require('../statistics.cjs');

const genspan = (mode) => ({ flags: withGenspan, environment: { ...noExport, GENSPAN_CONTENT: mode } });
const variants = { control: {}, off: genspan('off'), redacted: genspan('redacted') };

/** A stream of 500 chunks with usage, each chunk a read of its own, to its end. */
async function run({ quick }) {
  const size = quick ? { processes: 1, rounds: 5 } : { processes: 3, rounds: 15 };
  const results = await measureInRounds('streams.cjs', variants, { ...size, count: 40, warmUp: 200 });
  const values = (variant) => results[variant].map(({ milliseconds }) => milliseconds);
  const control = summarize(values('control'));
  const percentAdded = (variant) => summarizeAdded(values(variant), values('control'));
  return ['off', 'redacted'].map((variant) => {
    const added = percentAdded(variant);
    return {
      what: `a stream of 500 chunks: content \`${variant}\``,
      unit: 'ms',
      control,
      added,
      addedPercent: (added.median / control.median) * 100,
      budgetPercent: variant === 'off' ? 5 : undefined,
    };
  });
}

module.exports = { name: 'streams', run };
