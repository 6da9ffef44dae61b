// `pnpm bench`: what genspan costs, beside the same program without it. See docs/performance.md.
'use strict';
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { availableParallelism, cpus } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { register, root } = require('./child-processes.cjs');
const { isWithin, renderTable, replaceBlock } = require('./table.cjs');

const benchmarks = ['calls', 'streams', 'loop-hold', 'steady-rate', 'start-up', 'redaction', 'install-size'];
const page = join(root, 'docs', 'performance.md');
const usage = `Usage: pnpm bench [--only NAME]... [--quick] [--write] [--strict]

  --only NAME  one of ${benchmarks.join(', ')}; may be given several times
  --quick      fewer rounds: to see whether it runs, not for figures
  --write      writes the table into docs/performance.md
  --strict     exit code 1 when a budget is not kept`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only?.find((name) => !benchmarks.includes(name));
  if (unknown !== undefined) throw new Error(`bench: there is no benchmark "${unknown}"; use one of ${benchmarks.join(', ')}.`);
  if (values.write && (values.only !== undefined || values.quick)) {
    throw new Error('bench: --write puts down the whole table; use it without --only and --quick.');
  }
  return values;
}

function describeMachine() {
  const [cpu] = cpus();
  const model = cpu?.model.trim() ?? 'unknown CPU';
  return `${model}, ${availableParallelism()} cores, ${process.platform} ${process.arch}, Node ${process.version}`;
}

async function run() {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    return;
  }
  if (!existsSync(register)) throw new Error('bench: genspan is not built; run `pnpm build` first.');
  const rows = [];
  for (const name of options.only ?? benchmarks) {
    process.stderr.write(`${name} ...\n`);
    rows.push(...(await require(`./benchmarks/${name}.cjs`).run(options)));
  }
  const block = `${renderTable(rows)}\n\nMachine: ${describeMachine()}. Command: \`pnpm bench --write\`.`;
  console.log(block);
  if (options.write) writeFileSync(page, replaceBlock(readFileSync(page, 'utf8'), block));
  if (options.strict && rows.some((row) => isWithin(row) === false)) process.exitCode = 1;
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
