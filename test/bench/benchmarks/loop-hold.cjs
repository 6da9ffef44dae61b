'use strict';
const { measureInRounds, noExport, withGenspan, withSink } = require('../child-processes.cjs');
const { median } = require('../statistics.cjs');

/** All of the prompt is scanned and kept, where by default 256 Ki characters of a call are. */
const everything = { GENSPAN_CONTENT_MAX_PART_CHARACTERS: '2000000', GENSPAN_CONTENT_MAX_CALL_CHARACTERS: '2000000' };
const prompts = { 'in one message': ['1', '1000000'], 'in 50 messages': ['50', '20000'] };

/** A call with a prompt of 1 MB: what holds the event loop in the turn of the call beyond the SDK itself, and in any later turn. */
async function run({ quick }) {
  return withSink(async (sink) => {
    const rows = [];
    for (const [label, prompt] of Object.entries(prompts)) {
      const genspan = (environment) => ({ flags: withGenspan, arguments: prompt, environment });
      const variants = {
        control: { arguments: prompt },
        'by default, not exported': genspan(noExport),
        'by default': genspan({ ...sink, OTEL_BSP_SCHEDULE_DELAY: '20' }),
        'scanned whole': genspan({ ...sink, ...everything, OTEL_BSP_SCHEDULE_DELAY: '20' }),
      };
      const results = await measureInRounds('loop-hold.cjs', variants, {
        processes: quick ? 1 : 2,
        rounds: quick ? 5 : 12,
        count: 1,
        warmUp: 1,
      });
      const controlHold = median(results.control.map((answer) => answer.callMilliseconds));
      for (const name of Object.keys(variants).filter((each) => each !== 'control')) {
        const call = median(results[name].map((answer) => answer.callMilliseconds));
        const afterwards = median(results[name].map((answer) => answer.afterwardsMilliseconds));
        rows.push({
          what: `1 MB prompt ${label}, ${name}: longest hold of the event loop`,
          unit: 'ms',
          control: { median: controlHold },
          added: { median: Math.max(call - controlHold, afterwards) },
          note: `${(call - controlHold).toFixed(1)} in the turn of the call, ${afterwards.toFixed(1)} later`,
          budget: 5,
        });
      }
    }
    return rows;
  });
}

module.exports = { name: 'loop-hold', run };
