import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies, validRange } from 'semver';
import type { ProviderAdapter } from '../../packages/core/src/adapter';
import { importsOf, listFiles, packages, providers, readJson, readSource, root, type Manifest } from './workspace';

const { testedVersions } = require('../../scripts/generate-tested-versions.cjs') as {
  testedVersions(installed: ReadonlyArray<Readonly<Record<string, string>>>, packageName: string): string[];
};

const installed = listFiles('test/sdks', /^package\.json$/).map((path) => readJson<Manifest>(join(root, path)).dependencies ?? {});
const folders = providers.map(({ folder }) => folder);
const adapters = folders.flatMap((folder) =>
  readAdapters(folder).map((adapter) => [`${folder}: ${adapter.module.name}`, adapter] as const),
);

function readAdapters(folder: string): ProviderAdapter[] {
  const exported = Object.values(require(join(root, 'packages', folder, 'src/adapter')) as Record<string, unknown>);
  const found = exported.filter((value): value is ProviderAdapter => typeof value === 'object' && value !== null && 'operations' in value);
  if (found.length === 0) throw new Error(`packages/${folder}/src/adapter.ts exports no adapter.`);
  return found;
}

test('the distribution depends on every provider: that is the list of them', () => {
  const { dependencies = {} } = packages.find(({ folder }) => folder === 'genspan')?.manifest ?? {};
  const listed = Object.keys(dependencies).filter((name) => name.startsWith('@genspan/') && name !== '@genspan/core');
  expect(listed.toSorted()).toEqual(providers.map(({ manifest }) => manifest.name).toSorted());
});

test('no SDK has two adapters: the hook knows them by its name', () => {
  const names = adapters.map(([, { module }]) => module.name);
  expect(names).toEqual([...new Set(names)]);
});

describe.each(folders)('%s', (folder) => {
  test('has the shape of a provider', () => {
    const needed = ['package.json', 'tsconfig.json', 'README.md', 'src/index.ts', 'src/adapter.ts', 'test/contract.test.ts'];
    expect(needed.filter((path) => !existsSync(join(root, 'packages', folder, path)))).toEqual([]);
  });

  test('has no configuration file of its own beside the manifest and tsconfig.json', () => {
    expect(listFiles(`packages/${folder}`, /\.json$/).map((path) => path.split('/').at(-1))).toEqual(['package.json', 'tsconfig.json']);
  });

  test('imports the adapter contract and wire formats, and nothing else', () => {
    const paths = listFiles(`packages/${folder}/src`, /(?<!\.test)\.ts$/).filter((path) => !path.endsWith('/src/index.ts'));
    const foreign = paths.flatMap((path) =>
      importsOf(readSource(path))
        .filter((specifier) => !/^(\.\/|\.\.\/|@genspan\/core\/adapter$|@genspan\/wire-formats\/)/.test(specifier))
        .map((specifier) => `${path}: ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });
});

describe.each(adapters)('the adapter %s', (_name, { module }) => {
  test('takes a range with a floor and a ceiling: a major that nobody has seen is left alone', () => {
    expect(validRange(module.versions)).not.toBeNull();
    expect(minVersion(module.versions)?.version).not.toBe('0.0.0');
    expect(satisfies('999.0.0', module.versions)).toBe(false);
  });

  test('takes every version that is tested, and at least one is', () => {
    const tested = testedVersions(installed, module.name);
    expect(tested).not.toEqual([]);
    expect(tested.filter((version) => !satisfies(version, module.versions))).toEqual([]);
  });
});
