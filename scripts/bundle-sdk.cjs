// Puts the OpenTelemetry SDK and the code around it into few files of packages/genspan/dist/bundle: hundreds of modules would take the
// application four times as long to load (docs/decisions/bundled-sdk.md). Run after `tsc -b`.
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const genspan = join(root, 'packages/genspan');
const target = join(genspan, 'dist/bundle');
const source = (name) => join(genspan, 'src/own-sdk', `${name}.ts`);
const esbuild = createRequire(join(genspan, 'package.json'))('esbuild');

/**
 * Not used by what is bundled: the HTTP instrumentations hook no loading of modules (packages/genspan/src/own-sdk/patch-http-module.ts), and
 * the gRPC client loads definitions of services only for its own debugging.
 */
const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onResolve({ filter: /^(require-in-the-middle|import-in-the-middle|@grpc\/proto-loader)$/ }, ({ path }) => ({
      path,
      namespace: 'left-out',
    }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export class Hook { unhook() {} }' }));
  },
};

/** Exporters that few processes ask for are files of their own, loaded by the first use. */
const laterFiles = {
  name: 'later-files',
  setup(build) {
    build.onResolve({ filter: /^\.\/(protobuf|grpc)-exporters$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path: `${path}.cjs`, external: true } : undefined,
    );
  },
};

/** Its ES module build loads @grpc/grpc-js by a `require` made at run time, which would find no package beside the bundle. */
const grpcAsCommonJs = {
  name: 'grpc-as-commonjs',
  setup(build) {
    build.onResolve({ filter: /^@opentelemetry\/otlp-grpc-exporter-base$/ }, ({ path, kind, resolveDir }) =>
      kind === 'require-call' ? undefined : build.resolve(path, { kind: 'require-call', resolveDir }),
    );
  },
};

/** The gRPC client holds the process by the connection of an open call, for as long as the server does not answer. */
const grpcWithoutHold = {
  name: 'grpc-without-hold',
  setup(build) {
    build.onLoad({ filter: /grpc-js\/build\/src\/transport\.js$/ }, ({ path }) => {
      const connect = `require(${JSON.stringify(source('unref-socket'))}).connectUnref`;
      const held = readFileSync(path, 'utf8');
      return { contents: replaceOnce(replaceOnce(held, 'this.session.ref();', ''), 'net.connect(', `${connect}(`) };
    });
  },
};

function replaceOnce(text, before, after) {
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`expected one "${before}" in the gRPC client, found ${parts.length - 1}`);
  return parts.join(after);
}

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

const files = ['start-own-sdk', 'protobuf-exporters', 'grpc-exporters', 'exit-worker'];

async function bundle() {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(files.map((name) => [name === 'start-own-sdk' ? 'own-sdk' : name, source(name)])),
    outdir: target,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.15',
    // One copy per process holds what is registered: never two.
    external: ['@opentelemetry/api'],
    inject: [source('unref-timers')],
    // `import()` of a built-in module would go through the loaders of the application.
    supported: { 'dynamic-import': false },
    metafile: true,
    logLevel: 'warning',
    plugins: [leftOut, laterFiles, grpcAsCommonJs, grpcWithoutHold],
  });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'LICENSES.txt'), licencesText(packagesIn(metafile.outputs)));
}

void bundle();
