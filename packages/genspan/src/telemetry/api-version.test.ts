import { canReadGlobals, isSupportedApi, readPackageVersion } from './api-version';

test.each([
  ['1.8.0', false],
  ['1.9.0', true],
  ['1.9.1', true],
  ['1.10.0', true],
  ['1.11.0', false],
  ['2.0.0', false],
  ['1.10.0-dev.1', false],
  [undefined, false],
])('API %s is supported: %s', (version, isSupported) => {
  expect(isSupportedApi(version)).toBe(isSupported);
});

test.each([
  ['1.9.0', '1.10.0', true],
  ['1.9.1', '1.9.0', true],
  ['1.10.0', '1.9.1', false],
  ['2.0.0', '1.10.0', false],
  ['1.10.0-dev.1', '1.10.0-dev.1', true],
  ['1.10.0-dev.1', '1.10.0', false],
  [undefined, '1.10.0', false],
])('a copy %s can read what %s registered: %s', (copy, globals, canRead) => {
  expect(canReadGlobals(copy, globals)).toBe(canRead);
});

test('the version is that of the package around a file', () => {
  expect(readPackageVersion(require.resolve('@opentelemetry/api'))).toBe('1.10.0');
  expect(readPackageVersion(__filename)).toBeUndefined();
});
