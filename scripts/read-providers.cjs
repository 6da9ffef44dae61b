const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * @typedef {object} Provider
 * @property {string} folder below `packages`
 * @property {{ exportName: string, adapter: import('../packages/core/src/adapter').ProviderAdapter }[]} adapters
 */

/**
 * The providers that the distribution depends on: the one list of them. `loadTypeScript` must have been called.
 * @returns {{ providers: Provider[], problems: string[] }} problems: a sentence for each provider that is left out, for it is being written
 */
function readProviders(root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'packages/genspan/package.json'), 'utf8'));
  const folders = Object.keys(dependencies).flatMap((name) => (name.startsWith('@genspan/') ? name.slice('@genspan/'.length) : []));
  const providers = [];
  const problems = [];
  for (const folder of folders.filter((name) => name !== 'core')) {
    try {
      providers.push({ folder, adapters: readAdapters(root, folder) });
    } catch (error) {
      problems.push(`packages/${folder} is left out: ${error.message.split('\n')[0]}`);
    }
  }
  return { providers, problems };
}

function readAdapters(root, folder) {
  const path = join(root, 'packages', folder, 'src/adapter.ts');
  if (!existsSync(path)) throw new Error('it has no src/adapter.ts.');
  const exported = Object.entries(require(path)).filter(([name]) => name.endsWith('Adapter'));
  if (exported.length === 0) throw new Error('src/adapter.ts exports nothing that is named ...Adapter.');
  return exported.map(([exportName, adapter]) => ({ exportName, adapter }));
}

module.exports = { readProviders };
