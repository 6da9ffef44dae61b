'use strict';

// The figures of docs/compare.md and docs/quality.md: `node packages/cli/test/simulate.cjs compare|drift [SEEDS]`, after `tsc -b packages/cli`.
const { simulateCompare } = require('../dist/simulation/simulate-compare.js');
const { simulateDrift, streams } = require('../dist/simulation/simulate-drift.js');

const planted = [
  ['none', {}, undefined],
  ['error rate 2 % -> 7 %', { errorRate: 0.05 }, 'error_rate'],
  ['not as asked for 5 % -> 15 %', { validation: 0.1 }, 'output_validation.fail'],
  ['latency + 20 %', { latency: 0.2 }, 'latency'],
  ['a star less in 30 % of answers', { score: 0.3 }, 'helpfulness.score'],
];

function printCompare(histories) {
  console.log('| Planted | Calls a side | Found | Histories with a false alarm | False part of what is told |\n|---|---|---|---|---|');
  for (const [name, change, metric] of planted) {
    for (const calls of [29, 30, 100, 300, 1000]) {
      const { found, falseAlarms, falseShare } = simulateCompare(calls, change, metric, histories);
      const part = (count) => (count === undefined ? '' : `${((100 * count) / histories).toFixed(1)} %`);
      console.log(`| ${name} | ${calls} | ${part(found)} | ${part(falseAlarms)} | ${(100 * falseShare).toFixed(1)} % |`);
    }
  }
}

function printDrift(seeds) {
  console.log('| Stream | Judgements an hour | False alarms in 30 days | Delay: median | 95 of 100 |\n|---|---|---|---|---|');
  const hours = (delay) => (Number.isFinite(delay) ? `${delay} h` : 'not in 10 days');
  for (const stream of streams) {
    const { falseAlarmsPer30Days, medianDelayHours, p95DelayHours } = simulateDrift(stream, seeds);
    console.log(
      `| ${stream.name} | ${stream.perHour} | ${falseAlarmsPer30Days.toFixed(2)} | ${hours(medianDelayHours)} | ${hours(p95DelayHours)} |`,
    );
  }
}

const [what, seeds = '200'] = process.argv.slice(2);
if (what === 'compare') printCompare(Number(seeds));
else if (what === 'drift') printDrift(Number(seeds));
else throw new Error('usage: node packages/cli/test/simulate.cjs compare|drift [SEEDS]');
