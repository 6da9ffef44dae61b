import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { version } from '../../packages/core/src/version';
import { importsOf, listFiles, packages, providers, readJson, readSource, root, type WorkspacePackage } from './workspace';

interface TypeScriptConfig {
  readonly references?: ReadonlyArray<{ readonly path: string }>;
}

const publicPackages = packages.filter(({ manifest }) => manifest.private !== true);
const providerFolders = providers.map(({ folder }) => folder);

/** Which packages the sources of a package may import; subpaths are lint's. */
const direction: Readonly<Record<string, readonly string[]>> = {
  core: [],
  'wire-formats': ['core'],
  genspan: ['core', ...providerFolders],
  cli: [],
  'adapter-testing': ['core', 'genspan', 'wire-formats', ...providerFolders],
  ...Object.fromEntries(providerFolders.map((folder) => [folder, ['core', 'wire-formats']])),
};

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Put into one file by scripts/bundle-sdk.cjs, with what it imports: those packages are not installed with ours. */
function isBundled(path: string): boolean {
  return path.startsWith('packages/genspan/src/own-sdk/');
}

/** Names of the packages that the shipped sources of this one import, `path: name`. */
function outsideImports({ folder }: WorkspacePackage): Array<{ readonly path: string; readonly name: string }> {
  const paths = listFiles(`packages/${folder}/src`, /(?<!\.test)\.[cm]?ts$/);
  return paths.flatMap((path) =>
    importsOf(readSource(path))
      .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
      .map((specifier) => ({ path, name: packageNameOf(specifier) })),
  );
}

describe.each(packages.map((entry) => [entry.manifest.name, entry] as const))('%s', (_name, entry) => {
  const { folder, path, manifest } = entry;

  test('imports only packages below it', () => {
    const allowed = new Set(packages.filter((other) => direction[folder]?.includes(other.folder)).map((other) => other.manifest.name));
    const workspaceNames = new Set(packages.map((other) => other.manifest.name));
    expect(outsideImports(entry).filter(({ name }) => workspaceNames.has(name) && !allowed.has(name))).toEqual([]);
  });

  test('imports only packages that its manifest declares', () => {
    const declared = new Set([...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {})]);
    const undeclared = outsideImports(entry).filter(({ name }) => !declared.has(name));
    expect(undeclared.filter(({ path: source, name }) => !(isBundled(source) && manifest.devDependencies?.[name]))).toEqual([]);
  });

  test('has a TypeScript reference for each workspace package it depends on, so that tsc -b builds in order', () => {
    const { references } = readJson<TypeScriptConfig>(join(path, 'tsconfig.json'));
    const referred = new Set((references ?? []).map((reference) => reference.path.replace('../', '')));
    const needed = packages.filter((other) => manifest.dependencies?.[other.manifest.name] !== undefined).map((other) => other.folder);
    expect(needed.filter((other) => !referred.has(other))).toEqual([]);
  });

  test('exports files that its sources make', () => {
    const targets = Object.values(manifest.exports ?? {}).map((target) => (typeof target === 'string' ? target : target.default));
    const built = targets.filter((target) => target.startsWith('./dist/'));
    const sources = built.map((target) => join(path, target.replace('./dist/', 'src/').replace(/js$/, 'ts')));
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
  });
});

test('the root builds every package', () => {
  const built = new Set<string>();
  const follow = (path: string): void => {
    if (built.has(path)) return;
    built.add(path);
    const { references = [] } = readJson<TypeScriptConfig>(join(path, 'tsconfig.json'));
    for (const reference of references) follow(join(path, reference.path));
  };
  follow(root);
  expect([...built].toSorted()).toEqual([root, ...packages.map(({ path }) => path)].toSorted());
});

describe.each(publicPackages.map((entry) => [entry.manifest.name, entry] as const))('%s is published', (_name, { path, manifest }) => {
  test('as CommonJS under Apache-2.0 for Node 22.15 and later', () => {
    expect(manifest).toMatchObject({ type: 'commonjs', license: 'Apache-2.0', engines: { node: '>=22.15.0' } });
  });

  test('with a README of its own of at most 60 lines', () => {
    expect(manifest.files).toContain('README.md');
    expect(existsSync(join(path, 'README.md'))).toBe(true);
    expect(readSource(join('packages', path.split('/').at(-1) ?? '', 'README.md')).split('\n').length).toBeLessThanOrEqual(61);
  });

  test('with ranges that let a fix of a workspace package through', () => {
    const ranges = Object.entries(manifest.dependencies ?? {}).filter(([name]) => packages.some((other) => other.manifest.name === name));
    expect(ranges.filter(([, range]) => range !== 'workspace:^')).toEqual([]);
  });
});

test('every package that shares the API of the application states the same range of it', () => {
  const ranges = packages.flatMap(({ manifest }) => manifest.peerDependencies?.['@opentelemetry/api'] ?? []);
  expect([...new Set(ranges)]).toEqual(['>=1.9.0 <1.11.0']);
});

test('the version that core writes into telemetry is the one of its manifest', () => {
  expect(version).toBe(packages.find(({ folder }) => folder === 'core')?.manifest.version);
});
