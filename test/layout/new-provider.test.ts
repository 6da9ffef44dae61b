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
const providers = [
  { seam: 'stainless', name: 'zoo', target: 'POST /animals', more: ['--client', 'Zoo'] },
  { seam: 'method', name: 'zoo-animals', target: 'Animals.prototype.ask', more: [] },
  { seam: 'command', name: 'zoo-client', target: 'AskCommand', more: ['--client', 'ZooClient'] },
  { seam: 'events', name: 'zoo-events', target: 'visit', more: [] },
] as const;

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

/** One SDK for each provider: none has two adapters. */
function installSdks(): void {
  const path = 'test/sdks/package.json';
  const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as { dependencies: object };
  const installed = providers.map(({ name }) => ({ [`${name}-sdk`]: '1.4.2', [`${name}-1.0`]: `npm:${name}-sdk@1.0.1` }));
  write(path, JSON.stringify({ ...manifest, dependencies: Object.assign({}, manifest.dependencies, ...installed) as object }));
  for (const { name } of providers) write(`test/sdks/node_modules/${name}-sdk/index.js`, zooSdk);
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

const changes = new Map<
  string,
  { readonly before: Map<string, string>; readonly after: Map<string, string>; readonly problems: unknown }
>();

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'genspan-new-provider-'));
  copyWorkspace();
  installSdks();
  for (const { seam, name, target, more } of providers) {
    const before = snapshot();
    const problems = makeProvider([name, '--module', `${name}-sdk`, '--seam', seam, '--target', target, ...more]);
    changes.set(name, { before, after: snapshot(), problems });
    link(name);
  }
});
afterAll(() => rmSync(workspace, { recursive: true }));

describe.each(providers)('$name, by the door $seam', ({ seam, name, target }) => {
  test('is one folder, one line and generated files', () => {
    const { before, after, problems } = changesOf(name);
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
  });

  test('names the versions that are tested, and what of the SDK is there', () => {
    const source = changesOf(name).after.get(`packages/${name}/src/adapter.ts`);
    expect(source).toContain(`module: { name: '${name}-sdk', versions: '>=1.0.1 <2.0.0' }`);
    expect(source).toContain(`kind: '${seam}'`);
    expect(source).toContain(`: '${target}' }`);
  });
});

describe('new providers', () => {
  const folders = providers.map(({ name }) => `packages/${name}`);

  test('pass the layout test', () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const paths = 'layout/(packages|providers|sources)';
    const { status, output } = run(jest, '--verbose', '--selectProjects', 'layout', '--testPathPatterns', paths);
    expect(status === 0 ? '' : output).toBe('');
    for (const { name } of providers) expect(output).toContain(`the adapter ${name}: ${name}-sdk`);
  });

  test('are formatted, have nothing for lint to say, compile and are current', () => {
    expect(run(join(root, 'node_modules/oxfmt/bin/oxfmt'), '--check', ...folders).status).toBe(0);
    expect(run(join(root, 'node_modules/oxlint/bin/oxlint'), '--deny-warnings', ...folders)).toMatchObject({ status: 0 });
    expect(run(join(root, 'node_modules/typescript/bin/tsc'), '-b', ...folders)).toEqual({ status: 0, output: '' });
    expect(run('scripts/generate.cjs', '--check').status).toBe(0);
  });
});

function changesOf(name: string) {
  const change = changes.get(name);
  if (change === undefined) throw new Error(`${name} was not made.`);
  return change;
}
