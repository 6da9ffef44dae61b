// Puts the OpenTelemetry SDK and the code around it into two files of packages/genspan/dist/bundle: hundreds of modules would take the
// application four times as long to load (docs/decisions/bundled-sdk.md). Run after `tsc -b`.
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const genspan = join(root, 'packages/genspan');
const target = join(genspan, 'dist/bundle');
const esbuild = createRequire(join(genspan, 'package.json'))('esbuild');

/** The HTTP instrumentations hook no loading of modules (packages/genspan/src/own-sdk/patch-http-module.ts), so the hooks stay out. */
const withoutHooks = {
  name: 'without-hooks',
  setup(build) {
    build.onResolve({ filter: /^(require|import)-in-the-middle$/ }, ({ path }) => ({ path, namespace: 'without-hooks' }));
    build.onLoad({ filter: /.*/, namespace: 'without-hooks' }, () => ({ contents: 'export class Hook { unhook() {} }' }));
  },
};

/** Folders of the packages that ended up in the bundles. */
function packagesIn(outputs) {
  const paths = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0));
  const folders = paths.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(resolve(root, path))?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted();
}

/** Name, version and licence text of each package, as their licences ask. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^(licen[cs]e|notice)/i.test(entry.name)).map((entry) => entry.name);
  if (files.length === 0) throw new Error(`${name} is bundled but has no licence file: ${relative(root, folder)}`);
  return {
    title: `${name} ${version} (${license})`,
    text: files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n'),
  };
}

/** Packages with the same text share it: most are OpenTelemetry's. */
function licencesText(folders) {
  const titlesByText = Map.groupBy(folders.map(licenceOf), ({ text }) => text);
  const sections = [...titlesByText].map(([text, licences]) => `${licences.map(({ title }) => title).join('\n')}\n\n${text}\n`);
  return `The files in this folder contain the following packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function bundle() {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { 'own-sdk': join(genspan, 'src/own-sdk/start-own-sdk.ts'), 'exit-worker': join(genspan, 'src/own-sdk/exit-worker.ts') },
    outdir: target,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.15',
    // One copy per process holds what is registered: never two.
    external: ['@opentelemetry/api'],
    metafile: true,
    logLevel: 'warning',
    plugins: [withoutHooks],
  });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'LICENSES.txt'), licencesText(packagesIn(metafile.outputs)));
}

void bundle();
