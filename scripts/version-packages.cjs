// Before a release: applies the changesets, then writes core's new version where telemetry reads it.
const { spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { root, toolPath } = require('./steps.cjs');

const { status } = spawnSync(process.execPath, [toolPath('changeset'), 'version'], { cwd: root, stdio: 'inherit' });
if (status === 0) {
  const core = join(root, 'packages', 'core');
  const { version } = JSON.parse(readFileSync(join(core, 'package.json'), 'utf8'));
  const target = join(core, 'src', 'version.ts');
  writeFileSync(target, readFileSync(target, 'utf8').replace(/'[^']+';/, `'${version}';`));
}
process.exitCode = status ?? 1;
