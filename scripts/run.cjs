// `npm run demo`, `npm test` and `npm run test:backends` on a fresh clone: installs, then runs the target on the workspace's Node.
const { spawn } = require('node:child_process');
const { delimiter, join, resolve } = require('node:path');
const { ensureInstalled } = require('./install.cjs');
const { describeInstallerProblem, findWorkspaceNode } = require('./workspace-node.cjs');

const root = resolve(__dirname, '..');
const targets = {
  demo: ['scripts/build.cjs', 'demo/run.cjs'],
  test: ['scripts/check.cjs --all'],
  // One file at a time: each runs programs that are as busy as it is.
  backends: ['scripts/build.cjs', 'node_modules/jest/bin/jest.js --selectProjects backends --runInBand'],
};

function runScript(node, command) {
  const [script, ...args] = command.split(' ');
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return new Promise((done) => {
    const child = spawn(node, [join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: path },
    });
    child.on('error', (error) => {
      console.error(`genspan: ${script} could not be started: ${error.message}`);
      done(1);
    });
    child.on('exit', (code) => done(code ?? 1));
  });
}

async function run(name) {
  const problem = describeInstallerProblem(process.version);
  if (problem !== undefined) throw new Error(problem);
  const commands = targets[name];
  if (commands === undefined) throw new Error(`There is no target "${name}": use one of ${Object.keys(targets).join(', ')}.`);
  ensureInstalled(root);
  const node = findWorkspaceNode(root);
  for (const command of commands) {
    const code = await runScript(node, command);
    if (code !== 0) return code;
  }
  return 0;
}

// The terminal sends Ctrl-C to the child as well; it ends first, so that its exit code is the one that counts.
process.on('SIGINT', () => {});

run(process.argv[2]).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(`genspan: ${error.message}`);
    process.exitCode = 1;
  },
);
