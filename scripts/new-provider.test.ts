/** What is refused, and with which sentence; what is made, test/layout/new-provider.test.ts sees. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const { providerFiles } = require('./new-provider-files.cjs') as {
  providerFiles(provider: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
};

function newProvider(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'new-provider.cjs'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const semver = ['--module', 'semver', '--seam', 'method', '--target', 'parse'];

test.each<[string, string[], string]>([
  ['no name', [], 'the name of the folder is missing'],
  ['two names', ['zoo', 'park'], 'one name is enough, and these are too many: park.'],
  ['a name that is none', ['../zoo'], '"../zoo" is no name'],
  ['a folder that is there', ['openai'], 'packages/openai is there already; nothing is overwritten.'],
  ['a package in the middle', ['core'], 'packages/core is there already'],
  ['a door without a template', ['zoo', '--seam', 'protocol'], 'there is no template for --seam protocol; use one of stainless, method'],
  ['no SDK', ['zoo'], '--module is missing'],
  ['no target', ['zoo', '--module', 'zoo-sdk'], '--target is missing'],
  ['no client class', ['zoo', '--module', 'zoo-sdk', '--target', 'POST /chat'], '--client is missing: the export of zoo-sdk'],
  ['a client class where there is none', ['zoo', ...semver, '--client', 'Zoo'], '--client is for stainless and command'],
  [
    'a target that ends its string',
    ['zoo', '--module', 'a', '--seam', 'method', '--target', "a'b"],
    '--target holds a character that no target has',
  ],
  [
    'an SDK that has an adapter',
    ['zoo', '--module', 'openai', '--target', 'POST /chat', '--client', 'OpenAI'],
    'openai has an adapter: packages/openai.',
  ],
  ['an SDK that no test has', ['zoo', ...semver], 'semver is not installed for tests: add the version you read to test/sdks/package.json'],
  [
    'what the SDK has not',
    ['zoo', '--module', 'tsx', '--seam', 'method', '--target', 'Roar.prototype.roar'],
    'tsx 4.23.15 has no Roar.prototype.roar.',
  ],
  ['an option that nobody knows', ['zoo', '--fast'], "Unknown option '--fast'; --help shows those there are."],
])('refuses %s in one sentence', (_case, args, sentence) => {
  const { status, stdout, stderr } = newProvider(...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`new:provider: ${sentence}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(__dirname, '..', 'packages', 'zoo'))).toBe(false);
});

test('--help shows an example for each door', () => {
  const { status, stdout } = newProvider('--help');
  expect(status).toBe(0);
  expect(stdout.match(/^ {2}pnpm new:provider [a-z]/gm)).toHaveLength(4);
});

test('an SDK that tells of its runs is left alone until it is known by what', () => {
  const files = providerFiles({ name: 'zoo', module: 'zoo-sdk', versions: '>=1.0.0 <2.0.0', seam: 'events', target: 'visit' });
  expect(files['src/adapter.ts']).toContain("throw new TypeError('it is not known yet by what zoo-sdk tells of its runs');");
  expect(files['src/adapter.ts']).not.toContain('provider:');
});
