'use strict';
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const register = join(root, 'packages', 'genspan', 'dist', 'register.js');
const withGenspan = ['--require', register];

/** Signals are recorded by the whole of the SDK and then go nowhere. */
const noExport = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };

/** Nothing of the shell's own settings reaches a child. */
function childEnvironment(environment = {}) {
  return { PATH: process.env.PATH, ...environment };
}

/**
 * @typedef {object} Variant
 * @property {string[]} [flags] of Node
 * @property {string[]} [arguments] of the script
 * @property {Record<string, string>} [environment]
 */

async function startChild(script, { flags = [], arguments: args = [], environment }) {
  const child = fork(join(__dirname, 'children', script), args, {
    execArgv: ['--expose-gc', ...flags],
    env: childEnvironment(environment),
  });
  const [message] = await nextMessage(child, script);
  return { child, message };
}

async function nextMessage(child, script) {
  const stop = new AbortController();
  const ended = once(child, 'exit', { signal: stop.signal }).then(([code]) => {
    throw new Error(`${script} ended with exit code ${code} before it had answered; what it says about it stands above.`);
  });
  ended.catch(() => {});
  try {
    return await Promise.race([once(child, 'message', { signal: stop.signal }), ended]);
  } finally {
    stop.abort();
  }
}

async function stopChild(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/**
 * Measures variants of one script in rounds: all run at once, each measures when it is its turn, and every round begins with another.
 * New processes are started `processes` times, since two runs of one program differ by how it came to lie in memory.
 *
 * @param {Record<string, Variant>} variants
 * @returns {Promise<Record<string, object[]>>} by variant, what its child answered in each round
 */
async function measureInRounds(script, variants, { processes, rounds, count, warmUp }) {
  const names = Object.keys(variants);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let set = 0; set < processes; set += 1) {
    const children = [];
    try {
      for (const name of names) children.push((await startChild(script, variants[name])).child);
      const ask = async (child, size) => {
        const answer = nextMessage(child, script);
        child.send(size);
        return (await answer)[0];
      };
      for (const child of children) await ask(child, warmUp);
      for (let round = 0; round < rounds; round += 1) {
        for (let turn = 0; turn < names.length; turn += 1) {
          const at = (round + turn) % names.length;
          results[names[at]].push(await ask(children[at], count));
        }
      }
    } finally {
      await Promise.all(children.map(stopChild));
    }
  }
  return results;
}

/** @returns {Promise<Result>} of `work`, given the URL of a server in a process of its own, which is stopped afterwards */
async function withServer(script, work) {
  const { child, message: url } = await startChild(script, {});
  try {
    return await work(url);
  } finally {
    await stopChild(child);
  }
}

/** @returns {Promise<Result>} of `work`, given the environment that exports to a sink of its own */
function withSink(work) {
  return withServer('sink.cjs', (url) => work({ OTEL_EXPORTER_OTLP_ENDPOINT: url }));
}

module.exports = { childEnvironment, measureInRounds, noExport, register, root, withGenspan, withServer, withSink };
