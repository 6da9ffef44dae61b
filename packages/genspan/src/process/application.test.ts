import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findApplication } from './application';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'genspan-application-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, manifest: unknown): void {
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, path, 'package.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
}

test('the application is the nearest package with a name above the main script', () => {
  write('.', { name: 'shop', version: '1.2.3' });
  write('dist', { type: 'commonjs' });
  write('dist/broken', '{');
  expect(findApplication(join(folder, 'dist/broken/main.js'))).toEqual({ name: 'shop', version: '1.2.3' });
});

test('a package without a version has none', () => {
  write('.', { name: 'shop' });
  expect(findApplication(join(folder, 'main.js'))).toEqual({ name: 'shop', version: undefined });
});

test('a tool that is installed runs for the application in the working directory', () => {
  write('node_modules/next', { name: 'next', version: '20.0.0' });
  expect(findApplication(join(folder, 'node_modules/next/bin.js'))).toMatchObject({ name: 'genspan-workspace' });
});

test.each([undefined, '[eval]', 'argument'])('without a script (%j) there is no application', (mainScript) => {
  expect(findApplication(mainScript)).toBeUndefined();
});
