/** The command, on a workspace of one provider. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const block = '<!-- made by `pnpm generate` -->\n<!-- end -->\n';
const manifest = { dependencies: { '@genspan/core': 'workspace:^' } };
const files = {
  '.oxfmtrc.json': readFileSync(join(__dirname, '..', '.oxfmtrc.json'), 'utf8'),
  'package.json': JSON.stringify({ optionalDependencies: { node: '24.21.0' } }),
  'README.md': `# Zoo\n\n${block}`,
  'docs/versions.md': block,
  'docs/collector.md': block,
  'docker/collector/vendors.json': JSON.stringify([
    {
      name: 'zoo',
      title: 'Zoo',
      spans: 'genai',
      signals: ['traces'],
      endpoint: 'https://zoo.example',
      headers: { 'api-key': '${env:ZOO_KEY}' },
    },
  ]),
  'docker/collector/vendors/zoo.yaml': '',
  'docker/grafana/sources/zoo.yaml': `uid: zoo
title: Zoo
description: Its noise
rows: [{ title: Now, panels: [{ title: Roars, lines: { unit: reqps, limit: roars }, queries: [{ expr: 'sum(calls(rate, <call>, 5m))' }] }] }]
`,
  'docker/grafana/dashboards/zoo.json': '',
  'docker/prometheus/rules/parameters.yaml': '{ groups: [{ rules: [{ record: "genspan:parameter:roars", expr: vector(3) }] }] }',
  'test/sdks/package.json': JSON.stringify({ dependencies: { 'lion-1': 'npm:lion-sdk@1.2.3' } }),
  'packages/core/package.json': '{}',
  'packages/core/src/semconv/generated.ts': '',
  'packages/genspan/package.json': JSON.stringify({
    engines: { node: '>=22.15.0' },
    dependencies: { '@genspan/core': 'workspace:^', '@genspan/lion': 'workspace:^' },
  }),
  'packages/genspan/src/adapters.ts': '',
  'packages/genspan/tsconfig.json': '{}',
  'packages/lion/package.json': JSON.stringify(manifest),
  'packages/lion/tsconfig.json': '{}',
  'packages/lion/README.md': block,
  'packages/lion/src/route.ts': "export const route: string = 'POST /roar';\n",
  'packages/lion/src/adapter.ts': `import { route } from './route';
export const lionAdapter = {
  module: { name: 'lion-sdk', versions: '>=1.0.0 <2.0.0' },
  seam: { kind: 'method' },
  operations: [{ name: 'chat', target: { route } }],
};
`,
};

let workspace: string;

function write(path: string, text: string): void {
  mkdirSync(join(workspace, dirname(path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function read(path: string): string {
  return readFileSync(join(workspace, path), 'utf8');
}

function generate(...options: string[]): { status: number | null; stderr: string; written: string[] } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(workspace, 'scripts/generate.cjs'), ...options], {
    encoding: 'utf8',
  });
  return { status, stderr, written: [...stdout.matchAll(/^wrote (.+)$/gm)].map(([, path = '']) => path) };
}

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'genspan-generate-'));
  for (const [path, text] of Object.entries(files)) write(path, text);
  symlinkSync(join(__dirname, '..', 'node_modules'), join(workspace, 'node_modules'));
  for (const name of readdirSync(__dirname)) {
    if (/^(generate.*|find-sdk|load-typescript|read-providers)\.cjs$|^semconv$/.test(name)) {
      cpSync(join(__dirname, name), join(workspace, 'scripts', name), { recursive: true });
    }
  }
});
afterEach(() => rmSync(workspace, { recursive: true }));

test('writes every file that is not current, once', () => {
  expect(generate()).toEqual({
    status: 0,
    stderr: '',
    written: [
      'packages/core/src/semconv/generated.ts',
      'packages/genspan/src/adapters.ts',
      'README.md',
      'docs/versions.md',
      'docs/collector.md',
      'docker/collector/vendors/zoo.yaml',
      'docker/grafana/dashboards/zoo.json',
      'packages/lion/src/index.ts',
      'packages/lion/README.md',
      'packages/genspan/tsconfig.json',
      'packages/lion/tsconfig.json',
    ],
  });
  expect(read('packages/lion/README.md')).toContain('| `POST /roar` | `chat` | |');
  expect(read('docs/versions.md')).toContain('| `lion-sdk` | >=1.0.0 <2.0.0 | 1.2.3 |');
  expect(generate()).toEqual({ status: 0, stderr: '', written: [] });
});

test('with --check it writes nothing, and one sentence names what is not current and what to do', () => {
  generate();
  expect(generate('--check')).toEqual({ status: 0, stderr: '', written: [] });
  write('packages/lion/src/index.ts', '// by hand\n');
  expect(generate('--check')).toEqual({
    status: 1,
    stderr: 'generate: Not current: packages/lion/src/index.ts. Run `pnpm generate`.\n',
    written: [],
  });
  expect(read('packages/lion/src/index.ts')).toBe('// by hand\n');
});

test.each([
  [
    'without an adapter',
    'packages/lion/src/adapter.ts',
    '',
    'packages/lion is left out: src/adapter.ts exports nothing that is named ...Adapter.',
  ],
  [
    'that imports what is not there',
    'packages/lion/src/adapter.ts',
    "import './gone';",
    "packages/lion is left out: Cannot find module './gone'",
  ],
  [
    'whose README has no place for the table',
    'packages/lion/README.md',
    '# Lion',
    'packages/lion/README.md has no place for what is generated',
  ],
])('a provider %s does not keep the rest from being written, and is named', (_case, path, text, sentence) => {
  write(path, text);
  const { status, stderr, written } = generate();
  expect(status).toBe(1);
  expect(stderr).toContain(`generate: ${sentence}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(written).toEqual(expect.arrayContaining(['packages/core/src/semconv/generated.ts', 'README.md']));
});

test('a dashboard counts every call with its variables, and draws the limit as the parameter of the alerts', () => {
  generate();
  const { panels } = JSON.parse(read('docker/grafana/dashboards/zoo.json')) as { panels: { targets?: { expr: string }[] }[] };
  const [calls = '', limit] = panels[1]?.targets?.map(({ expr }) => expr) ?? [];
  expect(calls.match(/gen_ai_client_\w+\{job=~"\$service", [^}]+gen_ai_request_model=~"\$model"\}\[5m\]/g)).toHaveLength(3);
  expect(limit).toBe('genspan:parameter:roars');
});

test('a dashboard with a limit that the alerts do not have is named, and not written', () => {
  write('docker/prometheus/rules/parameters.yaml', '{ groups: [] }');
  const { status, stderr, written } = generate();
  expect([status, stderr]).toEqual([1, expect.stringContaining('docker/grafana/sources/zoo.yaml names the parameter roars')]);
  expect(written).not.toContain('docker/grafana/dashboards/zoo.json');
});

test('refuses an option that nobody knows', () => {
  expect(generate('--fix')).toEqual({ status: 1, stderr: 'generate: --fix is not an option; use none, or --check.\n', written: [] });
});
