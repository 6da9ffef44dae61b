'use strict';
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { childEnvironment, noExport, withGenspan, withSink } = require('../child-processes.cjs');

const callsPerSecond = 500;

function cpuMicroseconds(flags, environment, seconds) {
  const script = join(__dirname, '..', 'children', 'steady-rate.cjs');
  const { stdout, status } = spawnSync(process.execPath, ['--expose-gc', ...flags, script, String(callsPerSecond), String(seconds)], {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`steady-rate.cjs ended with exit code ${status}; what it says about it stands above.`);
  return Number(stdout);
}

/** 500 calls a second of 20 messages of 480 characters: CPU time of the process, divided by the calls. */
async function run({ quick }) {
  const seconds = quick ? 4 : 10;
  return withSink(async (sink) => {
    const control = { median: cpuMicroseconds([], {}, seconds) };
    const variants = [
      ['`off`, nothing exported', { ...noExport, GENSPAN_CONTENT: 'off' }],
      ['`off`, exported by OTLP', { ...sink, GENSPAN_CONTENT: 'off' }],
      ['`redacted`, nothing exported', { ...noExport, GENSPAN_CONTENT: 'redacted' }],
      ['`redacted`, exported by OTLP', { ...sink, GENSPAN_CONTENT: 'redacted' }],
    ];
    return variants.map(([label, environment]) => ({
      what: `500 calls a second, CPU of a call: content ${label}`,
      unit: 'µs',
      control,
      added: { median: cpuMicroseconds(withGenspan, environment, seconds) - control.median },
    }));
  });
}

module.exports = { name: 'steady-rate', run };
