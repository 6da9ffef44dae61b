import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapters } from '../../packages/genspan/src/adapters';
import { minVersion, satisfies, validRange } from 'semver';
import { importsOf, listFiles, providers, readJson, readSource, root, type Manifest } from './workspace';

const sdks = readJson<Manifest>(join(root, 'test/sdks/package.json')).dependencies ?? {};

/** Versions of an SDK that the tests load, whatever alias they are installed under. */
function testedVersions(moduleName: string): string[] {
  return Object.entries(sdks).flatMap(([alias, version]) => {
    const [, name = alias, exact = version] = /^npm:(.+)@([^@]+)$/.exec(version) ?? [];
    return name === moduleName ? [exact] : [];
  });
}

describe.each(providers.map(({ folder }) => folder))('%s', (folder) => {
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

  test('is in the one list of adapters', () => {
    const list = readFileSync(join(root, 'packages/genspan/src/adapters.ts'), 'utf8');
    expect(importsOf(list)).toContain(`@genspan/${folder}`);
  });
});

test('the list holds each provider once', () => {
  expect(new Set(adapters.map((adapter) => adapter.module.name)).size).toBe(adapters.length);
  expect(adapters).toHaveLength(providers.length);
});

describe.each(adapters.map((adapter) => [adapter.module.name, adapter.module.versions] as const))('%s %s', (name, versions) => {
  test('is a range with a floor and a ceiling: a major that nobody has seen is left alone', () => {
    expect(validRange(versions)).not.toBeNull();
    expect(minVersion(versions)?.version).not.toBe('0.0.0');
    expect(satisfies('999.0.0', versions)).toBe(false);
  });

  test('holds every version that is tested, and at least one is', () => {
    const tested = testedVersions(name);
    expect(tested).not.toEqual([]);
    expect(tested.filter((version) => !satisfies(version, versions))).toEqual([]);
  });
});
