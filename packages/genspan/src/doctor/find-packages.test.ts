import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findPackages } from './find-packages';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'genspan-packages-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function install(path: string, version?: string): void {
  mkdirSync(join(root, path), { recursive: true });
  if (version !== undefined) writeFileSync(join(root, path, 'package.json'), JSON.stringify({ version }));
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(join(root, target), join(root, path));
}

function find(directory: string, ...names: readonly string[]) {
  const { copies, ...rest } = findPackages(join(root, directory), (name) => names.includes(name));
  const shown = copies.map(({ directory: copy, ...more }) => ({ ...more, directory: copy.replace(`${root}/`, '') }));
  return { ...rest, copies: shown.map((copy) => ({ ...copy, importer: copy.importer.replace(`${root}/`, '') })) };
}

test('a package is found in the directory and in its parents, the nearest first', () => {
  install('app/node_modules/sdk', '2.0.0');
  install('node_modules/sdk', '1.0.0');
  expect(find('app', 'sdk').copies).toEqual([
    { name: 'sdk', version: '2.0.0', directory: 'app/node_modules/sdk', importer: 'app' },
    { name: 'sdk', version: '1.0.0', directory: 'node_modules/sdk', importer: root },
  ]);
});

test('packages with a scope, and copies inside other packages, are found', () => {
  install('app/node_modules/@org/sdk', '1.0.0');
  install('app/node_modules/@org/tool/node_modules/deep/node_modules/@org/sdk', '2.0.0');
  expect(find('app', '@org/sdk').copies.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
});

test('the store of pnpm is read, and what its links lead to is found once', () => {
  install('app/node_modules/.pnpm/sdk@1.0.0/node_modules/sdk', '1.0.0');
  install('app/node_modules/.pnpm/sdk@2.0.0/node_modules/sdk', '2.0.0');
  link('app/node_modules/sdk', 'app/node_modules/.pnpm/sdk@2.0.0/node_modules/sdk');
  link('app/node_modules/.pnpm/user@1.0.0/node_modules/sdk', 'app/node_modules/.pnpm/sdk@1.0.0/node_modules/sdk');
  writeFileSync(join(root, 'app/node_modules/.pnpm/lock.yaml'), '');
  const { copies, unreadable } = find('app', 'sdk');
  expect(copies.map(({ version }) => version).toSorted()).toEqual(['1.0.0', '2.0.0']);
  expect(unreadable).toEqual([]);
});

test('packages of a workspace that link to each other are read once', () => {
  install('packages/a', '1.0.0');
  install('packages/b', '1.0.0');
  install('packages/b/node_modules/sdk', '1.0.0');
  link('node_modules/a', 'packages/a');
  link('packages/a/node_modules/b', 'packages/b');
  link('packages/b/node_modules/a', 'packages/a');
  expect(find('', 'sdk').copies).toMatchObject([{ directory: 'packages/b/node_modules/sdk' }]);
});

test('a copy without a readable manifest has no version', () => {
  install('app/node_modules/sdk');
  expect(find('app', 'sdk').copies).toMatchObject([{ name: 'sdk', version: undefined }]);
});

test('a directory without node_modules has no copies and nothing unreadable', () => {
  expect(find('', 'sdk')).toMatchObject({ copies: [], unreadable: [], hasModules: false, isCut: false });
});

test('a file in place of node_modules, and a link that leads nowhere, are told', () => {
  install('app');
  writeFileSync(join(root, 'app/node_modules'), '');
  link('node_modules/sdk', 'gone');
  expect(find('app', 'sdk').unreadable).toEqual([
    { path: join(root, 'app/node_modules'), code: 'ENOTDIR' },
    { path: join(root, 'node_modules/sdk'), code: 'ENOENT' },
  ]);
});

test('a link to a file among the packages is passed over', () => {
  install('app/node_modules');
  writeFileSync(join(root, 'file'), '');
  link('app/node_modules/odd', 'file');
  expect(find('app', 'sdk').unreadable).toEqual([]);
});

test('the search ends at the limit and says so', () => {
  for (const name of ['a', 'b', 'sdk']) install(`app/node_modules/${name}`);
  expect(findPackages(join(root, 'app'), (name) => name === 'sdk', 2)).toMatchObject({ copies: [], isCut: true });
});
