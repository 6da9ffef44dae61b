// `pnpm generate`: writes what is made from something else in the repository. With --check it writes nothing, and exits 1 when a file is not current.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { sdkManifests } = require('./find-sdk.cjs');
const { renderAdapterList } = require('./generate-adapter-list.cjs');
const { renderVendor, renderVendorTable } = require('./generate-collector-vendors.cjs');
const { renderDashboard } = require('./generate-dashboards.cjs');
const { renderProviderEntry } = require('./generate-provider-entry.cjs');
const { renderOperationTables, renderProviderTable } = require('./generate-provider-tables.cjs');
const { renderReferences } = require('./generate-references.cjs');
const { renderConstants } = require('./generate-semconv.cjs');
const { renderTestedVersions } = require('./generate-tested-versions.cjs');
const { replaceBlock } = require('./generated-block.cjs');
const { loadTypeScript } = require('./load-typescript.cjs');
const { readProviders } = require('./read-providers.cjs');

/** @returns {{ files: { path: string, text: string }[], problems: string[] }} every generated file as it should be */
async function renderFiles(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const readJson = (path) => JSON.parse(read(path));
  loadTypeScript(root);
  const { providers, problems } = readProviders(root);
  const folders = readdirSync(join(root, 'packages')).filter((folder) => existsSync(join(root, 'packages', folder, 'tsconfig.json')));
  const installed = sdkManifests(root).map(({ dependencies }) => dependencies);
  const node = {
    range: readJson('packages/genspan/package.json').engines.node,
    workspace: readJson('package.json').optionalDependencies.node,
  };

  const block = (path, lines) => () => replaceBlock(path, read(path), lines);
  const vendors = readJson('docker/collector/vendors.json');
  const dashboards = readdirSync(join(root, 'docker/grafana/sources')).map((name) => name.replace(/\.yaml$/, ''));
  const parameters = 'docker/prometheus/rules/parameters.yaml';
  const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
  const renderers = [
    ['packages/core/src/semconv/generated.ts', () => renderConstants(readJson('scripts/semconv/registry.json'))],
    ['packages/genspan/src/adapters.ts', () => renderAdapterList(providers)],
    ['README.md', block('README.md', renderProviderTable(providers))],
    ['docs/versions.md', block('docs/versions.md', renderTestedVersions(providers, installed, node))],
    ['docs/collector.md', block('docs/collector.md', renderVendorTable(vendors))],
    ...vendors.map((vendor) => [`docker/collector/vendors/${vendor.name}.yaml`, () => renderVendor(vendor)]),
    ...dashboards.map((name) => {
      const source = `docker/grafana/sources/${name}.yaml`;
      return [`docker/grafana/dashboards/${name}.json`, () => renderDashboard(source, read(source), read(parameters))];
    }),
    ...providers.flatMap((provider) => {
      const folder = `packages/${provider.folder}`;
      return [
        [`${folder}/src/index.ts`, () => renderProviderEntry(provider)],
        [`${folder}/README.md`, block(`${folder}/README.md`, renderOperationTables(provider))],
      ];
    }),
    ...folders.map((folder) => {
      const path = `packages/${folder}/tsconfig.json`;
      return [path, () => json(renderReferences(readJson(path), readJson(`packages/${folder}/package.json`)))];
    }),
  ];
  const files = [];
  for (const [path, render] of renderers) {
    try {
      files.push({ path, text: await format(path, render(), root) });
    } catch (error) {
      problems.push(error.code === 'ENOENT' ? `${path} is not there.` : error.message);
    }
  }
  return { files, problems };
}

/** As `pnpm fix` would: what is generated is formatted like what is written. */
async function format(path, text, root) {
  const { ignorePatterns, ...options } = JSON.parse(readFileSync(join(root, '.oxfmtrc.json'), 'utf8'));
  const isIgnored = ignorePatterns.some((pattern) => path.endsWith(pattern.replace(/^\*\*\/\*?/, '')));
  if (isIgnored) return text;
  const { code, errors } = await require('oxfmt').format(path, text, options);
  if (errors.length > 0) throw new Error(`What is generated for ${path} cannot be read: ${errors[0].message}`);
  return code;
}

async function generate(root, isCheck) {
  const { files, problems } = await renderFiles(root);
  const stale = files.filter(({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text);
  if (isCheck) {
    if (stale.length > 0) problems.push(`Not current: ${stale.map(({ path }) => path).join(', ')}. Run \`pnpm generate\`.`);
  } else {
    for (const { path, text } of stale) {
      writeFileSync(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  }
  if (isCheck && problems.length === 0) console.log(`${files.length} generated files are current.`);
  return problems;
}

async function run(root, options) {
  const unknown = options.find((option) => option !== '--check');
  if (unknown !== undefined) throw new Error(`${unknown} is not an option; use none, or --check.`);
  const problems = await generate(root, options.includes('--check'));
  for (const problem of problems) console.error(`generate: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

module.exports = { format, generate };

if (require.main === module) {
  run(resolve(__dirname, '..'), process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
      console.error(`generate: ${error.message}`);
      process.exitCode = 1;
    },
  );
}
