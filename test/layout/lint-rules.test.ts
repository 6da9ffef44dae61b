import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

interface Finding {
  readonly filename: string;
  readonly code: string;
}

/** Lints a workspace of only these files with the real configuration: `path code` of each finding. */
function lint(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'genspan-lint-'));
  try {
    cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Finding[] };
    return diagnostics.map(({ filename, code }) => `${filename} ${code}`).toSorted();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const planted: ReadonlyArray<readonly [rule: string, path: string, source: string]> = [
  ['typescript(no-explicit-any)', 'packages/core/src/a.ts', 'export const a = (value: any): unknown => value;\n'],
  ['typescript(no-non-null-assertion)', 'packages/core/src/a.ts', 'export const a = (value?: string): string => value!;\n'],
  ['eslint(no-console)', 'packages/core/src/a.ts', 'console.log(1);\n'],
  ['node(no-process-env)', 'packages/core/src/a.ts', 'export const home = process.env.HOME;\n'],
  ['import(no-default-export)', 'packages/core/src/a.ts', 'export default 1;\n'],
  ['eslint(max-lines)', 'packages/core/src/a.ts', 'export const a = 1;\n'.replace('1', `[${'\n1,'.repeat(400)}]`)],
  ['eslint(no-restricted-imports)', 'packages/core/src/a.ts', "export { context } from '@opentelemetry/api';\n"],
  ['eslint(no-restricted-imports)', 'packages/core/src/a.ts', "export { adapter } from '@genspan/openai';\n"],
  ['eslint(no-restricted-imports)', 'packages/wire-formats/src/a.ts', "export { a } from '@genspan/core';\n"],
  ['eslint(no-restricted-imports)', 'packages/openai/src/adapter.ts', "export { OpenAI } from 'openai';\n"],
  ['eslint(no-restricted-imports)', 'packages/openai/src/adapter.ts', "export { a } from '@genspan/core/instrumentation';\n"],
  ['eslint(no-restricted-imports)', 'packages/openai/src/adapter.ts', "export { a } from '@genspan/groq';\n"],
  ['eslint(no-restricted-imports)', 'packages/openai/src/index.ts', "export { a } from '@genspan/core';\n"],
  ['eslint(no-restricted-imports)', 'packages/never-seen-before/src/adapter.ts', "export { a } from '@genspan/core';\n"],
  ['jest(no-disabled-tests)', 'packages/core/src/a.test.ts', "test.skip('a fact', () => { expect(1).toBe(1); });\n"],
  ['jest(no-focused-tests)', 'packages/core/src/a.test.ts', "test.only('a fact', () => { expect(1).toBe(1); });\n"],
  ['jest(expect-expect)', 'packages/core/src/a.test.ts', "test('a fact', () => { Math.random(); });\n"],
];

test.each(planted)('lint finds %s in %s', (rule, path, source) => {
  expect(lint({ [path]: source })).toEqual([`${path} ${rule}`]);
});

test('lint finds a cycle of imports', () => {
  const findings = lint({
    'packages/core/src/a.ts': "import { b } from './b';\nexport const a = (): unknown => b;\n",
    'packages/core/src/b.ts': "import { a } from './a';\nexport const b = (): unknown => a;\n",
  });
  expect(findings).toEqual(['packages/core/src/a.ts import(no-cycle)', 'packages/core/src/b.ts import(no-cycle)']);
});

test('lint lets through what the direction of packages allows', () => {
  const findings = lint({
    'packages/core/src/a.ts': "import type { Span } from '@opentelemetry/api';\nexport const a = (span: Span): void => span.end();\n",
    'packages/openai/src/adapter.ts':
      "export { a } from '@genspan/core/adapter';\nexport { b } from '@genspan/wire-formats/openai-chat';\n",
    'packages/genspan/src/a.ts': "export { a } from '@genspan/core';\n",
    'packages/openai/src/index.ts': "export { a } from '@genspan/core/instrumentation';\nexport { b } from './adapter';\n",
  });
  expect(findings).toEqual([]);
});
