'use strict';
const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { childEnvironment, noExport, withGenspan, withSink } = require('../child-processes.cjs');

const callsPerSecond = 500;
const script = join(__dirname, '..', 'children', 'steady-rate.cjs');

async function cpuMicroseconds({ flags = [], environment }, seconds) {
  const args = ['--expose-gc', ...flags, script, String(callsPerSecond), String(seconds)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: childEnvironment(environment) });
  if (stderr !== '') process.stderr.write(stderr);
  return Number(stdout);
}

/**
 * 500 calls a second of 20 messages of 480 characters: CPU time of the process, divided by the calls. All variants run at once, so that
 * they share the state of the machine.
 */
async function run({ quick }) {
  return withSink(async (sink) => {
    const genspan = (environment) => ({ flags: withGenspan, environment });
    const variants = {
      control: {},
      '`off`, nothing exported': genspan({ ...noExport, GENSPAN_CONTENT: 'off' }),
      '`off`, exported by OTLP': genspan({ ...sink, GENSPAN_CONTENT: 'off' }),
      '`redacted`, nothing exported': genspan({ ...noExport, GENSPAN_CONTENT: 'redacted' }),
      '`redacted`, exported by OTLP': genspan({ ...sink, GENSPAN_CONTENT: 'redacted' }),
    };
    const names = Object.keys(variants);
    const [controlTime, ...times] = await Promise.all(names.map((name) => cpuMicroseconds(variants[name], quick ? 4 : 10)));
    return names.slice(1).map((name, index) => ({
      what: `500 calls a second, CPU of a call: content ${name}`,
      unit: 'µs',
      control: { median: controlTime },
      added: { median: times[index] - controlTime },
    }));
  });
}

module.exports = { name: 'steady-rate', run };
