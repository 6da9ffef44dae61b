'use strict';
const { measureInRounds, noExport, withGenspan, withServer } = require('../child-processes.cjs');
const { summarize, summarizeAdded } = require('../statistics.cjs');

async function measure(label, args, { quick }) {
  const genspan = (mode) => ({ flags: withGenspan, arguments: args, environment: { ...noExport, GENSPAN_CONTENT: mode } });
  const variants = { control: { arguments: args }, off: genspan('off'), redacted: genspan('redacted') };
  const size = quick ? { processes: 1, rounds: 5 } : { processes: 3, rounds: 15 };
  const results = await measureInRounds('streams.cjs', variants, { ...size, count: 40, warmUp: 200 });
  const values = (variant) => results[variant].map(({ milliseconds }) => milliseconds);
  const control = summarize(values('control'));
  return ['off', 'redacted'].map((variant) => {
    const added = summarizeAdded(values(variant), values('control'));
    return {
      what: `a stream of 500 chunks ${label}: content \`${variant}\``,
      unit: 'ms',
      control,
      added,
      addedPercent: (added.median / control.median) * 100,
      budgetPercent: variant === 'off' ? 5 : undefined,
    };
  });
}

/** A stream of 500 chunks with usage to its end: over HTTP as an application has it, and from inside the process, where all is the SDK. */
async function run(options) {
  const overHttp = await withServer('stream-server.cjs', (url) => measure('over HTTP', [url], options));
  return [...overHttp, ...(await measure('inside the process', [], options))];
}

module.exports = { name: 'streams', run };
