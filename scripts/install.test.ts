import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { installKey, isInstalled, stampPath } = require('./install.cjs') as {
  installKey(root: string): string;
  isInstalled(root: string): boolean;
  stampPath(root: string): string;
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'genspan-install-'));
  const files = {
    'pnpm-lock.yaml': 'lock',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - test/sdks\n\nallowBuilds:\n  node: true\n',
    'package.json': '{"devDependencies":{"jest":"1"},"optionalDependencies":{"node":"24"}}',
    'packages/core/package.json': '{"dependencies":{"semver":"7"}}',
    'test/sdks/package.json': '{"dependencies":{"openai":"7"}}',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of ['node_modules/jest', 'packages/core/node_modules/semver', 'test/sdks/node_modules/openai']) {
    mkdirSync(join(root, path), { recursive: true });
  }
  writeFileSync(stampPath(root), installKey(root));
});

afterEach(() => rmSync(root, { recursive: true }));

test('an install that ended well is not repeated, with or without the optional Node', () => {
  expect(isInstalled(root)).toBe(true);
});

test('an install that was interrupted is repeated', () => {
  rmSync(stampPath(root));
  expect(isInstalled(root)).toBe(false);
});

test.each(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'packages/core/package.json', 'test/sdks/package.json'])(
  'a change of %s asks for an install',
  (path) => {
    const before = installKey(root);
    writeFileSync(join(root, path), 'packages:\n  - packages/*\n  - test/sdks\n# changed\n');
    expect(installKey(root)).not.toBe(before);
  },
);

test.each(['node_modules/jest', 'packages/core/node_modules/semver', 'test/sdks/node_modules/openai'])(
  'a dependency that is gone from %s asks for an install',
  (path) => {
    rmSync(join(root, path), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  },
);
