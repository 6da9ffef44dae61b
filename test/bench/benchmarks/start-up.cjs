'use strict';
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { childEnvironment, noExport, withGenspan } = require('../child-processes.cjs');
const { summarize, summarizeAdded } = require('../statistics.cjs');

const scripts = [
  { script: 'empty.cjs', label: 'an empty script', budget: 120 },
  { script: 'require-openai.cjs', label: 'a script that requires openai', budget: 200 },
  { script: 'import-openai.mjs', label: 'a script that imports openai', budget: 200 },
];

function wholeProcessMs(script, flags) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [...flags, join(__dirname, '..', 'children', 'start-up', script)], {
    env: childEnvironment(noExport),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} ended with exit code ${status}; what it says about it stands above.`);
  return performance.now() - start;
}

/** Whole processes from start to end, with and without `--require genspan/register` in turns. */
async function run({ quick }) {
  const rounds = quick ? 5 : 15;
  const rows = [];
  for (const { script, label, budget } of scripts) {
    const control = [];
    const registered = [];
    wholeProcessMs(script, withGenspan);
    for (let round = 0; round < rounds; round += 1) {
      control.push(wholeProcessMs(script, []));
      registered.push(wholeProcessMs(script, withGenspan));
    }
    rows.push({ what: `start-up: ${label}`, unit: 'ms', control: summarize(control), added: summarizeAdded(registered, control), budget });
  }
  return rows;
}

module.exports = { name: 'start-up', run };
