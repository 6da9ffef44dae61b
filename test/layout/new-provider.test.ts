/** `pnpm new:provider` in a copy of the workspace, where an SDK with every door is installed. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from './workspace';

jest.setTimeout(120_000);

const zooSdk = `
class Base { request() {} makeRequest() {} }
exports.Zoo = class Zoo extends Base {};
exports.ZooClient = class ZooClient { send() {} };
exports.Animals = class Animals { async ask() {} get visitors() { return this.list.length; } };
`;
const providers = {
  stainless: ['zoo', '--module', 'zoo-sdk', '--client', 'Zoo', '--target', 'POST /animals'],
  method: ['zoo-animals', '--module', 'zoo-sdk', '--seam', 'method', '--target', 'Animals.prototype.ask'],
  command: ['zoo-client', '--module', 'zoo-sdk', '--seam', 'command', '--client', 'ZooClient', '--target', 'AskCommand'],
  events: ['zoo-events', '--module', 'zoo-sdk', '--seam', 'events', '--target', 'visit'],
} as const;

let workspace: string;

function write(path: string, text: string): void {
  mkdirSync(join(workspace, dirname(path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

/** Everything that somebody wrote; what is installed is linked. */
function copyWorkspace(): void {
  const isCopied = (path: string): boolean => !/(^|\/)(node_modules|dist|\.git|\.cache)$/.test(relative(root, path));
  cpSync(root, workspace, { recursive: true, filter: isCopied });
  for (const folder of ['.', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]) {
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, join(workspace, folder, 'node_modules'));
  }
}

function installZoo(): void {
  const path = 'test/sdks/package.json';
  const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as { dependencies: object };
  write(
    path,
    JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, 'zoo-sdk': '1.4.2', 'zoo-1.0': 'npm:zoo-sdk@1.0.1' } }),
  );
  write('test/sdks/node_modules/zoo-sdk/index.js', zooSdk);
}

function run(script: string, ...args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: workspace, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** All but the installation, for which a test has no network. Answers what the generators complain of. */
function makeProvider(args: readonly string[]): unknown {
  const program = `
    const { makeProvider, readRequest } = require('./scripts/new-provider.cjs');
    const problems = makeProvider(process.cwd(), readRequest(process.cwd(), ${JSON.stringify(args)}));
    problems.then((all) => console.error(JSON.stringify(all)));
  `;
  const { stderr } = spawnSync(process.execPath, ['-e', program], { cwd: workspace, encoding: 'utf8' });
  return JSON.parse(stderr);
}

function snapshot(folder = ''): Map<string, string> {
  const entries = readdirSync(join(workspace, folder), { withFileTypes: true }).filter(
    ({ name }) => name !== 'node_modules' && name !== 'dist',
  );
  return new Map(
    entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [...snapshot(path)] : [[path, readFileSync(join(workspace, path), 'utf8')] as const];
    }),
  );
}

function changedPaths(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].flatMap(([path, text]) => (before.get(path) === text ? [] : [path])).toSorted();
}

function addedLines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}

/** As the installation would: the package's own dependencies. */
function link(name: string): void {
  for (const [dependency, target] of [
    ['@genspan/core', join(workspace, 'packages/core')],
    ['@opentelemetry/api', join(root, 'packages/core/node_modules/@opentelemetry/api')],
  ] as const) {
    const path = join(workspace, 'packages', name, 'node_modules', dependency);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}

describe.each(Object.entries(providers))('by the door %s', (seam, args) => {
  const [name] = args;
  let before: Map<string, string>;
  let after: Map<string, string>;
  let problems: unknown;

  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'genspan-new-provider-'));
    copyWorkspace();
    installZoo();
    before = snapshot();
    problems = makeProvider(args);
    after = snapshot();
    link(name);
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  test('a provider is one folder, one line and generated files', () => {
    expect(problems).toEqual([]);
    const outside = changedPaths(before, after).filter((path) => !path.startsWith(`packages/${name}/`));
    expect(outside).toEqual([
      'README.md',
      'docs/versions.md',
      'packages/genspan/package.json',
      'packages/genspan/src/adapters.ts',
      'packages/genspan/tsconfig.json',
    ]);
    const list = 'packages/genspan/package.json';
    expect(addedLines(before.get(list) ?? '', after.get(list) ?? '')).toEqual([`    "@genspan/${name}": "workspace:^",`]);
    expect(run('scripts/generate.cjs', '--check').status).toBe(0);
  });

  test('it passes the layout test', () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const { status, output } = run(
      jest,
      '--verbose',
      '--selectProjects',
      'layout',
      '--testPathPatterns',
      'layout/(packages|providers|sources)',
    );
    expect(status === 0 ? '' : output).toBe('');
    expect(output).toContain(`the adapter ${name}: zoo-sdk`);
  });

  test('it is formatted, has nothing for lint to say and compiles', () => {
    const folder = `packages/${name}`;
    expect(run(join(root, 'node_modules/oxfmt/bin/oxfmt'), '--check', folder).status).toBe(0);
    expect(run(join(root, 'node_modules/oxlint/bin/oxlint'), '--deny-warnings', folder)).toMatchObject({ status: 0 });
    expect(run(join(root, 'node_modules/typescript/bin/tsc'), '-b', folder)).toEqual({ status: 0, output: '' });
  });

  test('it names the versions that are tested, and what of the SDK is there', () => {
    const source = after.get(`packages/${name}/src/adapter.ts`);
    expect(source).toContain("module: { name: 'zoo-sdk', versions: '>=1.0.1 <2.0.0' }");
    expect(source).toContain(`kind: '${seam}'`);
    expect(source).toContain(`: '${args.at(-1)}' }`);
  });
});
