const { mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { runPnpm } = require('./pnpm.cjs');

/**
 * Packs every public package into a folder, as it would be published: only packing applies `files` and replaces `workspace:` ranges.
 * @returns the paths of the tarballs
 */
function packPublicPackages(root, target) {
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

module.exports = { packPublicPackages };
