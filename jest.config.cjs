// Hooks never fire for modules that jest itself loads, so everything about hooks runs in child processes (test/process).
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
};
const shared = { rootDir: __dirname, testEnvironment: 'node', transform };

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/scripts/**/*.test.ts'] },
    { ...shared, displayName: 'contract', testMatch: ['<rootDir>/packages/*/test/**/*.test.ts'] },
    { ...shared, displayName: 'process', testMatch: ['<rootDir>/test/process/**/*.test.ts'] },
    { ...shared, displayName: 'memory', testMatch: ['<rootDir>/test/memory/**/*.test.ts'] },
    { ...shared, displayName: 'versions', testMatch: ['<rootDir>/test/versions/**/*.test.ts'] },
  ],
};
