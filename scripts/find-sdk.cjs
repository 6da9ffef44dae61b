const { createRequire } = require('node:module');
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { major } = require('semver');
const { testedVersions } = require('./generate-tested-versions.cjs');

/** The manifests of all folders in which SDKs are installed for tests. */
function sdkManifests(root) {
  const folders = ['test/sdks', ...readdirSync(join(root, 'test/sdks')).map((name) => join('test/sdks', name))];
  const paths = folders.map((folder) => join(root, folder, 'package.json')).filter((path) => existsSync(path));
  return paths.map((path) => ({ path, dependencies: JSON.parse(readFileSync(path, 'utf8')).dependencies ?? {} }));
}

/**
 * The range from the first version of the SDK that is installed for tests to the end of the last one's major, and the name by which the
 * contract suite finds the newest.
 * @returns {{ versions: string, alias: string }}
 * @throws with one sentence when none is installed, or the installed one has not what the adapter would name
 */
function findSdk(root, { module, seam, target, client }) {
  const manifests = sdkManifests(root);
  const versions = testedVersions(
    manifests.map(({ dependencies }) => dependencies),
    module,
  );
  const home = manifests.find(({ dependencies }) => dependencies[module] !== undefined);
  if (home === undefined || versions.length === 0) {
    throw new Error(`${module} is not installed for tests: add the version you read to test/sdks/package.json and run \`pnpm install\`.`);
  }
  const exports = loadExports(home.path, module);
  const path = { stainless: `${client}.prototype.makeRequest`, command: `${client}.prototype.send`, method: target }[seam];
  if (path !== undefined && !hasPath(exports, path)) throw new Error(`${module} ${versions.at(-1)} has no ${path}.`);
  const folder = basename(dirname(home.path));
  return {
    versions: `>=${versions[0]} <${major(versions.at(-1)) + 1}.0.0`,
    alias: folder === 'sdks' ? module : `${folder}:${module}`,
  };
}

function loadExports(manifest, module) {
  try {
    return createRequire(manifest)(module);
  } catch (error) {
    throw new Error(`${module} cannot be loaded from test/sdks (${error.code ?? error.name}); run \`pnpm install\`.`, { cause: error });
  }
}

/** As far as it can be seen: what a getter of a prototype answers, only an instance knows. */
function hasPath(exports, path) {
  let value = exports;
  for (const step of path.split('.')) {
    if (!(step in Object(value))) return false;
    try {
      value = value[step];
    } catch {
      return true;
    }
    if (value === undefined) return true;
  }
  return true;
}

module.exports = { findSdk, sdkManifests };
