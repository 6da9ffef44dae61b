const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs');
const { delimiter, dirname, join, resolve } = require('node:path');
const { createInterface } = require('node:readline');

const root = resolve(__dirname, '..');
const cache = join(root, '.cache');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command a script of the workspace, or a tool of its devDependencies, and the arguments
 * @property {Record<string, string>} [environment] variables beside those of the developer's shell
 * @property {string} [jestReport] file with jest's counts; without it the step counts as one check
 */

/** The script behind a tool's command: started with this Node, it needs no shell on any platform. */
function toolPath(name) {
  const bins = { tsc: 'typescript', attw: '@arethetypeswrong/cli', changeset: '@changesets/cli' };
  const manifest = join(root, 'node_modules', bins[name] ?? name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return resolve(dirname(manifest), typeof bin === 'string' ? bin : bin[name]);
}

/** Settings of the developer's shell must not change what a test sees. */
function stepEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(OTEL_|GENSPAN_|NODE_OPTIONS$)/.test(name));
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
  return { ...Object.fromEntries(kept), ...color, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };
}

function jestStep(...projects) {
  const jestReport = join(cache, `jest-${projects.join('-')}.json`);
  const command = ['jest', '--json', `--outputFile=${jestReport}`, '--selectProjects', ...projects];
  return { name: `tests: ${projects.join(', ')}`, command, jestReport };
}

function runStep({ name, command: [tool, ...args], jestReport, environment }) {
  const startedAt = performance.now();
  if (jestReport !== undefined) rmSync(jestReport, { force: true });
  const isTests = jestReport !== undefined;
  process.stdout.write(`  ${name} ... ${isTests ? '\n' : ''}`);
  return new Promise((done) => {
    let output = '';
    const script = tool.startsWith('scripts/') ? join(root, tool) : toolPath(tool);
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...stepEnvironment(), ...environment },
    });
    const keep = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    if (isTests) createInterface({ input: child.stderr }).on('line', showTestFile);
    child.on('error', (error) => keep(error.message));
    child.on('close', (code) => {
      const isGood = code === 0;
      console.log(`${isTests ? '    ' : ''}${isGood ? 'ok' : 'FAILED'}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
      if (!isGood) console.log(`\n$ ${[tool, ...args].join(' ')}\n${output}\n`);
      done({ name, isGood, counts: countTests(isGood, jestReport) });
    });
  });
}

/** Shows what took long or failed: jest adds the time to a file that took more than five seconds. */
function showTestFile(line) {
  if (/^(PASS .* s\)|FAIL .*)$/.test(line)) console.log(`    ${line}`);
}

/** Of a jest step its tests, of any other step the step itself. */
function countTests(isGood, jestReport) {
  const asOne = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (jestReport === undefined || !existsSync(jestReport)) return asOne;
  const report = JSON.parse(readFileSync(jestReport, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    // jest also fails for reasons that belong to no test: an obsolete snapshot, no test found.
    failed: isGood ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Runs all steps, also after one has failed, and sets the exit code. The last line is `N passed, N failed, N skipped`. */
async function runSteps(steps) {
  const startedAt = performance.now();
  mkdirSync(cache, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failedSteps = [];
  for (const step of steps) {
    const { name, isGood, counts } = await runStep(step);
    for (const key of Object.keys(total)) total[key] += counts[key];
    if (!isGood) failedSteps.push(name);
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(
    `\n${steps.length} steps in ${seconds} s on Node ${process.version}; ${failedSteps.length === 0 ? 'all good' : `failed: ${failedSteps.join(', ')}`}`,
  );
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = failedSteps.length === 0 ? 0 : 1;
}

module.exports = { jestStep, root, runSteps, toolPath };
