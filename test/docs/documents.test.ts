import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents, localLinks, readDocument, root, shellBlocks } from './documents';

const blocks = documents.flatMap(shellBlocks);

test('every command in a document is run by a test, or says why not', () => {
  const unmarked = blocks.filter(({ mark }) => !/^(run in (application|workspace)|not-run: \S.{15,})$/.test(mark));
  expect(unmarked.map(({ place }) => place)).toEqual([]);
});

test.each(documents)('%s links only to files that exist', (path) => {
  expect(localLinks(path).filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
});

test('the README, but for its table of providers, fits one screen and names both commands of a clean clone', () => {
  const written = readDocument('README.md').replace(/<!-- made by[^]*?<!-- end -->/, '');
  expect(written.split('\n').length).toBeLessThanOrEqual(70);
  expect(blocks.filter(({ place }) => place.startsWith('README.md:')).map(({ command }) => command)).toEqual(
    expect.arrayContaining(['npm run demo', 'npm test']),
  );
});

test('every decision is in the list of decisions', () => {
  const pages = documents.filter((path) => path.startsWith('docs/decisions/') && !path.endsWith('/README.md'));
  const listed = localLinks('docs/decisions/README.md').map((target) => join('docs/decisions', target));
  expect(listed.toSorted()).toEqual(pages.toSorted());
});

test('every variable that genspan reads is documented, and no other', () => {
  const settings = readFileSync(join(root, 'packages/core/src/config/settings.ts'), 'utf8');
  const read = new Set([...settings.matchAll(/'(GENSPAN_[A-Z_]+)'/g)].map((match) => match[1]));
  const documented = new Set([...readDocument('docs/configuration.md').matchAll(/^\| `(GENSPAN_[A-Z_]+)`/gm)].map((match) => match[1]));
  expect([...documented].toSorted()).toEqual([...read].toSorted());
});
