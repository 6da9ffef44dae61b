import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { listFiles, root } from './workspace';

interface Project {
  readonly displayName: string;
  readonly testMatch: readonly string[];
}

const { projects } = require('../../jest.config.cjs') as { projects: readonly Project[] };
const filesByProject = projects.map(({ displayName, testMatch }) => [displayName, testMatch.flatMap(filesOf)] as const);

function filesOf(pattern: string): string[] {
  const found = globSync(pattern.replace('<rootDir>', root), { exclude: ['**/node_modules/**'] });
  return found.map((path) => relative(root, path));
}

// A run of several projects passes although one of them finds nothing.
test.each(filesByProject)('the project %s has tests', (_name, files) => {
  expect(files).not.toEqual([]);
});

test('every test file is run by exactly one project', () => {
  const written = ['packages', 'scripts', 'demo', 'test'].flatMap((folder) => listFiles(folder, /\.test\.ts$/));
  expect(filesByProject.flatMap(([, files]) => files).toSorted()).toEqual(written.toSorted());
});
