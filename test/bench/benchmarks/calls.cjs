'use strict';
const { measureInRounds, noExport, withGenspan } = require('../child-processes.cjs');
const { summarize, summarizeAdded } = require('../statistics.cjs');

const twentyLong = ['20', '480'];
const twoShort = ['2', '40'];
const genspan = (mode, prompt) => ({ flags: withGenspan, arguments: prompt, environment: { ...noExport, GENSPAN_CONTENT: mode } });

const variants = {
  control: { arguments: twentyLong },
  bareSpan: { arguments: [...twentyLong, 'bare-span'] },
  off: genspan('off', twentyLong),
  hash: genspan('hash', twentyLong),
  redacted: genspan('redacted', twentyLong),
  controlShort: { arguments: twoShort },
  redactedShort: genspan('redacted', twoShort),
};

const cases = [
  { variant: 'bareSpan', label: 'a bare OpenTelemetry span with the same attributes' },
  { variant: 'off', label: 'content `off`', budget: 15 },
  { variant: 'hash', label: 'content `hash`' },
  { variant: 'redacted', label: 'content `redacted`', budget: 60 },
  { variant: 'redactedShort', control: 'controlShort', label: 'content `redacted`, 2 messages of 40 characters' },
];

/** One call of openai with a provider inside the process, 20 messages of 480 characters unless said otherwise; nothing is exported. */
async function run({ quick }) {
  const size = quick ? { processes: 1, rounds: 5 } : { processes: 3, rounds: 15 };
  const results = await measureInRounds('calls.cjs', variants, { ...size, count: 1000, warmUp: 5000 });
  const valuesOf = (variant, key) => results[variant].map((answer) => answer[key]);
  const rowsOf = (key, label, hasBudget) =>
    cases.map(({ variant, control = 'control', label: variantLabel, budget }) => ({
      what: `${label}: ${variantLabel}`,
      unit: 'µs',
      control: summarize(valuesOf(control, key)),
      added: summarizeAdded(valuesOf(variant, key), valuesOf(control, key)),
      budget: hasBudget ? budget : undefined,
    }));
  return [...rowsOf('caller', "a call, on the caller's path", true), ...rowsOf('all', 'a call, CPU in all', false)];
}

module.exports = { name: 'calls', run };
