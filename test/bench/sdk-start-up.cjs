// What loading and starting the OpenTelemetry SDK adds to a process: as one file, and as the packages lie in node_modules.
// Medians of 9 whole processes each, in turns, so that a slow moment of the machine meets all of them.
const { spawnSync } = require('node:child_process');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const runs = 9;
const options =
  '{ environment: {}, settings: { baggageHosts: [] }, isModelCallContext: () => false, isModelProvider: () => false, warn() {} }';
const start = (file) => `require(${JSON.stringify(join(root, 'packages/genspan/dist', file))}).startOwnSdk(${options})`;
const openai = `require(${JSON.stringify(join(root, 'test/sdks/node_modules/openai-7.57'))})`;
const cases = {
  'empty script': '',
  'SDK, one file': start('bundle/own-sdk.cjs'),
  'SDK, as installed': start('own-sdk/start-own-sdk.js'),
  openai,
  'openai + SDK, one file': `${openai}; ${start('bundle/own-sdk.cjs')}`,
  'openai + SDK, as installed': `${openai}; ${start('own-sdk/start-own-sdk.js')}`,
};

const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let run = 0; run < runs; run++) {
  for (const [name, script] of Object.entries(cases)) {
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    times[name].push(performance.now() - startedAt);
  }
}

const median = (name) => times[name].toSorted((a, b) => a - b)[(runs - 1) / 2];
for (const name of Object.keys(cases)) {
  const base = median(name.startsWith('openai') ? 'openai' : 'empty script');
  console.log(`${name.padEnd(28)} ${median(name).toFixed(0).padStart(4)} ms  +${(median(name) - base).toFixed(0)}`);
}
