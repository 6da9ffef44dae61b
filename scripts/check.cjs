// `pnpm check`: all that a change must pass. With --all, as `npm test` runs it: also the whole version matrix, the heap and the documents.
const { jestStep, runSteps } = require('./steps.cjs');

const steps = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'build', command: ['scripts/build.cjs'] },
  { name: 'types of tests', command: ['tsc', '-p', 'tsconfig.test.json'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'generated files', command: ['scripts/generate-semconv.cjs', '--check'] },
  { name: 'packed packages', command: ['scripts/check-packages.cjs'] },
  jestStep('layout'),
  jestStep('unit'),
  jestStep('contract', { isLong: true }),
  jestStep('process', { isLong: true }),
];
if (process.argv.includes('--all')) {
  steps.push(jestStep('versions', { isLong: true }), jestStep('memory', { isLong: true }), jestStep('docs', { isLong: true }));
}

void runSteps(steps);
