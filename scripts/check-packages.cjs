// Checks what would be published, not what lies in the folders: `files`, `exports` and `workspace:` ranges only take effect when packing.
const { spawnSync } = require('node:child_process');
const { mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { runPnpm } = require('./pnpm.cjs');
const { root, toolPath } = require('./steps.cjs');

const target = join(root, '.cache', 'packed');

function packPublicPackages() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const manifests = readdirSync(join(root, 'packages')).map((name) =>
    JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')),
  );
  const filters = manifests.filter((manifest) => !manifest.private).flatMap((manifest) => ['--filter', manifest.name]);
  const code = runPnpm(root, [...filters, 'pack', '--pack-destination', target], ['ignore', 'ignore', 'inherit']);
  if (code !== 0) throw new Error('The packages could not be packed; the reason stands above.');
  return readdirSync(target).map((name) => join(target, name));
}

function passes(tool, args) {
  return spawnSync(process.execPath, [toolPath(tool), ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

let isGood = true;
for (const tarball of packPublicPackages()) {
  if (!passes('publint', ['run', tarball, '--strict'])) isGood = false;
  // `node16`: resolution by `main` is given up on purpose, every supported Node reads `exports`.
  if (!passes('attw', [tarball, '--profile', 'node16', '--no-emoji'])) isGood = false;
}
process.exitCode = isGood ? 0 : 1;
