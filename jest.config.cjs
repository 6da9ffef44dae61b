const { availableParallelism } = require('node:os');

// Hooks never fire for modules that jest itself loads, so everything about hooks runs in child processes (test/process).
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
};

function project(displayName, testMatch) {
  return { rootDir: __dirname, testEnvironment: 'node', transform, displayName, testMatch };
}

module.exports = {
  // Tests of child processes wait for them more than they compute.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A child process on a busy machine takes its time; what hangs is found all the same.
  testTimeout: 60_000,
  projects: [
    project('layout', ['<rootDir>/test/layout/**/*.test.ts']),
    project('unit', ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/scripts/**/*.test.ts']),
    project('contract', ['<rootDir>/packages/*/test/**/*.test.ts']),
    project('process', ['<rootDir>/test/process/**/!(*-node-*).test.ts']),
    project('memory', ['<rootDir>/test/memory/**/*.test.ts']),
    // Process tests on another Node than the workspace's are part of the matrix.
    project('versions', ['<rootDir>/test/versions/**/*.test.ts', '<rootDir>/test/process/**/*-node-*.test.ts']),
    // Against real programs; not part of `npm test`.
    project('backends', ['<rootDir>/test/backends/**/*.test.ts']),
    project('docs', ['<rootDir>/test/docs/**/*.test.ts']),
  ],
};
