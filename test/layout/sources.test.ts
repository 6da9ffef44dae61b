import { basename } from 'node:path';
import { importsOf, listFiles, readSource, withoutComments } from './workspace';

const code = /\.(ts|cts|mts|js|cjs|mjs)$/;
const written = ['packages', 'test', 'scripts', 'demo'].flatMap((folder) => listFiles(folder, code));
const sources = written.filter((path) => path.startsWith('packages/') && path.includes('/src/') && !path.endsWith('.test.ts'));

test('no file that somebody writes is over 400 lines', () => {
  const tooLong = written.filter((path) => basename(path) !== 'generated.ts').filter((path) => readSource(path).split('\n').length > 401);
  expect(tooLong).toEqual([]);
});

test('files are named in kebab-case', () => {
  expect(written.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[cm]?[jt]s$/.test(basename(path)))).toEqual([]);
});

test('files are named after a concept, not after a drawer', () => {
  expect(written.filter((path) => /^(utils?|helpers?|common|types|misc|shared)\./.test(basename(path)))).toEqual([]);
});

test('names of the conventions are written out only in semconv/ and record/', () => {
  // The contract suite names what it expects by itself: taken from the constants, a wrong one would be expected too.
  const elsewhere = sources.filter((path) => !/^packages\/(core\/src\/(semconv|record)|adapter-testing\/src)\//.test(path));
  expect(elsewhere.filter((path) => /['"`]gen_ai\./.test(withoutComments(readSource(path))))).toEqual([]);
});

test('sources reach other packages by name, never by a path out of their own', () => {
  const leaving = sources.flatMap((path) => {
    const depth = path.split('/').length - 'packages/name/src/file.ts'.split('/').length;
    const out = '../'.repeat(depth + 1);
    return importsOf(readSource(path)).flatMap((specifier) => (specifier.startsWith(out) ? [`${path}: ${specifier}`] : []));
  });
  // The manifest is the one file above src/ that a source may read: its own version.
  expect(leaving.filter((line) => !line.endsWith('../package.json'))).toEqual([]);
});

test('what providers import of core is exported plainly: one forwarded value slows every other down', () => {
  const forwarded = /^export (?!type)[^=;]* from /m;
  expect(forwarded.test("export { asString } from './json';")).toBe(true);
  expect(readSource('packages/core/src/adapter.ts')).not.toMatch(forwarded);
});

test('the reader of imports sees every form and no comment', () => {
  const source = [
    "import { a } from 'a';",
    "import type { b } from '@b/c';",
    "export * from './d';",
    "const e = require('e');",
    "await import('f');",
    "import 'g';",
    "// import 'h';",
    "/* from 'i' */",
    "const url = 'https://from.example';",
    "Buffer.from('j');",
    "const kinds = ['import', 'from'];",
    "await import(`${k}`), require('${k}');",
  ].join('\n');
  expect(importsOf(source)).toEqual(['a', '@b/c', './d', 'e', 'f', 'g']);
});
