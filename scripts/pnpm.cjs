const { spawnSync } = require('node:child_process');

// Named here and in no `packageManager` field: see docs/decisions/no-package-manager-field.md.
const PNPM = 'pnpm@12.21.0';

/** Runs pnpm at the workspace root, through npx so that Node and npm are all a machine needs. Returns the exit code, 1 when it could not start. */
function runPnpm(root, args, stdio = ['ignore', 'inherit', 'inherit']) {
  const result = spawnSync('npx', ['-y', PNPM, ...args], {
    cwd: root,
    stdio,
    // npx is a .cmd file on Windows, which only a shell starts.
    shell: process.platform === 'win32',
    // Without CI=true pnpm asks before it repairs node_modules, and gives up where there is nobody to answer.
    env: { ...process.env, CI: 'true' },
  });
  return result.status ?? 1;
}

module.exports = { runPnpm };
