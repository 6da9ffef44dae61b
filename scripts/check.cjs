// `pnpm check`: all that a change must pass. With --all, as `npm test` runs it: also the packed packages, the whole version matrix, the heap and the documents.
const { jestStep, runSteps } = require('./steps.cjs');

const isWhole = process.argv.includes('--all');

const steps = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'build', command: ['scripts/build.cjs'] },
  { name: 'types of tests', command: ['tsc', '-p', 'tsconfig.test.json'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'generated files', command: ['scripts/generate.cjs', '--check'] },
  ...(isWhole ? [{ name: 'packed packages', command: ['scripts/check-packages.cjs'] }] : []),
  // One run of jest, so that all workers are busy to the end.
  isWhole
    ? jestStep('layout', 'unit', 'contract', 'process', 'versions', 'memory')
    : { ...jestStep('layout', 'unit', 'contract', 'process'), environment: { CONTRACT_SCOPE: 'quick' } },
];
// After the others, for the demo that it runs builds anew what they use.
if (isWhole) steps.push(jestStep('docs'));

void runSteps(steps);
