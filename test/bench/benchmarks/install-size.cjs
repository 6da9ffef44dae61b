'use strict';
const { spawnSync } = require('node:child_process');
const { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { packPublicPackages } = require('../../../scripts/pack.cjs');
const { root } = require('../child-processes.cjs');

function sizeOf(path) {
  const stats = lstatSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((bytes, name) => bytes + sizeOf(join(path, name)), 0);
}

function countPackages(folder) {
  return readdirSync(folder).reduce((count, name) => {
    if (name.startsWith('.')) return count;
    if (name.startsWith('@')) return count + readdirSync(join(folder, name)).length;
    return count + 1;
  }, 0);
}

/** What `npm install genspan` puts on the disk, from packages as they would be published. */
async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'genspan-install-size-'));
  try {
    const tarballs = packPublicPackages(root, join(folder, 'packed'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const install = ['install', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', ...tarballs];
    const { status } = spawnSync('npm', install, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error('npm could not install the packed packages; the reason stands above.');
    const modules = join(folder, 'node_modules');
    const megabytes = sizeOf(modules) / 1_000_000;
    return [
      {
        what: `installed size of genspan with its dependencies (${countPackages(modules)} packages)`,
        unit: 'MB',
        measured: megabytes,
        budget: 8,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { name: 'install-size', run };
