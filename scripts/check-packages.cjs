// Checks what would be published rather than what lies in the folders.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { packPublicPackages } = require('./pack.cjs');
const { root, toolPath } = require('./steps.cjs');

function passes(tool, args) {
  return spawnSync(process.execPath, [toolPath(tool), ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

let isGood = true;
for (const tarball of packPublicPackages(root, join(root, '.cache', 'packed'))) {
  if (!passes('publint', ['run', tarball, '--strict'])) isGood = false;
  // `node16`: resolution by `main` is given up on purpose, every supported Node reads `exports`.
  if (!passes('attw', [tarball, '--profile', 'node16', '--no-emoji'])) isGood = false;
}
process.exitCode = isGood ? 0 : 1;
