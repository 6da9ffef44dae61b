import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies, validRange } from 'semver';
import type { ProviderAdapter } from '../../packages/core/src/adapter';
import { targetName } from '../../packages/adapter-testing/src/mapping/mapping-case';
import { adapters as list } from '../../packages/genspan/src/adapters';
import { importsOf, listFiles, providers, readJson, readSource, root, type Manifest } from './workspace';

const sdks = readJson<Manifest>(join(root, 'test/sdks/package.json')).dependencies ?? {};
const folders = providers.map(({ folder }) => folder);
const adapters = folders.map((folder) => [folder, readAdapter(folder)] as const);

function readAdapter(folder: string): ProviderAdapter {
  const exported = Object.values(require(join(root, 'packages', folder, 'src/adapter')) as Record<string, unknown>);
  const adapter = exported.find((value): value is ProviderAdapter => typeof value === 'object' && value !== null && 'operations' in value);
  if (adapter === undefined) throw new Error(`packages/${folder}/src/adapter.ts exports no adapter.`);
  return adapter;
}

/** Versions of an SDK that the tests load, whatever alias they are installed under. */
function testedVersions(moduleName: string): string[] {
  return Object.entries(sdks).flatMap(([alias, version]) => {
    const [, name = alias, exact = version] = /^npm:(.+)@([^@]+)$/.exec(version) ?? [];
    return name === moduleName ? [exact] : [];
  });
}

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

test('the entries of all providers are the same but for their names', () => {
  const entries = folders.map((folder) => {
    const source = readSource(`packages/${folder}/src/index.ts`);
    return source
      .replaceAll(/\b[a-z]\w*Adapter\b/g, 'ADAPTER')
      .replaceAll(/\w+(?=Instrumentation extends)|(?<=instrument\()\w+(?=\)`)/g, 'NAME');
  });
  expect([...new Set(entries)]).toHaveLength(1);
});

test('the one list of adapters holds each once, and what the hook needs of it', () => {
  const listed = list.map(({ moduleName, subpaths, load }) => ({ name: moduleName, subpaths, provider: load().provider }));
  const existing = adapters.map(([, { module, provider }]) => ({ name: module.name, subpaths: module.subpaths, provider }));
  const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name);
  expect(listed.toSorted(byName)).toEqual(existing.toSorted(byName));
});

describe.each(adapters)('the adapter of %s', (folder, { module, operations }) => {
  test('takes a range with a floor and a ceiling: a major that nobody has seen is left alone', () => {
    expect(validRange(module.versions)).not.toBeNull();
    expect(minVersion(module.versions)?.version).not.toBe('0.0.0');
    expect(satisfies('999.0.0', module.versions)).toBe(false);
  });

  test('takes every version that is tested, and at least one is', () => {
    const tested = testedVersions(module.name);
    expect(tested).not.toEqual([]);
    expect(tested.filter((version) => !satisfies(version, module.versions))).toEqual([]);
  });

  test('stands in the table of the README with its range', () => {
    expect(readSource('README.md')).toContain(
      `| \`${module.name}\` | ${module.versions} | [@genspan/${folder}](packages/${folder}/README.md) |`,
    );
  });

  test('has its operations in the table of its own README', () => {
    const rows = operations.map(
      ({ target, name, stream }) => `| \`${targetName(target)}\` | \`${name}\` |${stream === undefined ? '' : ' yes'} |`,
    );
    const written = readSource(`packages/${folder}/README.md`).split('\n');
    expect(written.filter((line) => /^\| `[^`]+` \| `[a-z_]+` \|/.test(line))).toEqual(rows);
  });
});
