const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { root, toolPath } = require('./steps.cjs');

const commands = [[toolPath('tsc'), '-b'], [join(root, 'scripts/bundle-sdk.cjs')]];

for (const command of commands) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.exitCode = status ?? 1;
    break;
  }
}
