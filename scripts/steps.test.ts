import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const good = { name: 'good', command: ['tsc', '--version'] };
const bad = { name: 'bad', command: ['tsc', '--no-such-option'] };

function runSteps(steps: readonly object[]): { lines: string[]; status: number | null } {
  const source = `require(${JSON.stringify(join(__dirname, 'steps.cjs'))}).runSteps(${JSON.stringify(steps)})`;
  const run = spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' });
  return { lines: run.stdout.trimEnd().split('\n'), status: run.status };
}

test('steps that all pass exit with 0 and end with one line of counts', () => {
  const { lines, status } = runSteps([good, good]);
  expect(status).toBe(0);
  expect(lines.at(-1)).toBe('2 passed, 0 failed, 0 skipped');
});

test('a step that fails shows its whole output, does not stop the others, and fails the run', () => {
  const { lines, status } = runSteps([bad, good]);
  expect(status).toBe(1);
  expect(lines.join('\n')).toMatch(/bad \.\.\. FAILED.*\$ tsc --no-such-option\n.*TS5023.*good \.\.\. ok/s);
  expect(lines.at(-2)).toMatch(/failed: bad$/);
  expect(lines.at(-1)).toBe('1 passed, 1 failed, 0 skipped');
});

test('a jest step that finds no test fails', () => {
  const { lines, status } = runSteps([{ name: 'jest', command: ['jest', '--selectProjects', 'unit', '--json', 'no-such-file'] }]);
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped');
});
