const { createHash } = require('node:crypto');
const { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { runPnpm } = require('./pnpm.cjs');

/** The root and every folder that `packages` of pnpm-workspace.yaml names; there is no YAML parser yet. */
function packageFolders(root) {
  const [, list = ''] = /^packages:\n((?: +- .+\n)+)/m.exec(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')) ?? [];
  const patterns = [...list.matchAll(/- (.+)/g)].map((match) => match[1]);
  const folders = patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(root, pattern)];
    const parent = join(root, pattern.slice(0, -2));
    return readdirSync(parent).map((name) => join(parent, name));
  });
  return [root, ...folders].filter((folder) => existsSync(join(folder, 'package.json')));
}

/** Changes with everything that an install depends on. */
function installKey(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  const files = packageFolders(root).map((folder) => join(folder, 'package.json'));
  for (const file of [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...files]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function hasEveryDependency(folder) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)].every((name) => existsSync(join(folder, 'node_modules', name)));
}

function stampPath(root) {
  return join(root, 'node_modules', '.genspan-install');
}

/** Whether an install ended well and nothing it depends on, and nothing it put in place, has changed since. */
function isInstalled(root) {
  const stamp = stampPath(root);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== installKey(root)) return false;
  return packageFolders(root).every(hasEveryDependency);
}

/** @throws with one sentence when the install fails; pnpm has said why by then. */
function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log('genspan: installing dependencies (about a minute the first time)');
  // Gone before the install begins, so that one which is cut short is not taken for whole.
  rmSync(stampPath(root), { force: true });
  if (runPnpm(root, ['install', '--frozen-lockfile']) !== 0) {
    throw new Error(
      'Dependencies could not be installed, for the reason above. If it is the network: see that npm reaches its registry, then run this again.',
    );
  }
  writeFileSync(stampPath(root), installKey(root));
}

module.exports = { ensureInstalled, installKey, isInstalled, stampPath };
