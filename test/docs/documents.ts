import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

export interface ShellBlock {
  /** `README.md:12` */
  readonly place: string;
  readonly command: string;
  /** What follows `sh` on the fence. */
  readonly mark: string;
}

export const documents: readonly string[] = listDocuments(root);

function listDocuments(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|fixtures|\..*)$/.test(entry.name) ? [] : listDocuments(path);
    // Changelogs are written by the release.
    return entry.name.endsWith('.md') && entry.name !== 'CHANGELOG.md' ? [relative(root, path)] : [];
  });
}

export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function shellBlocks(path: string): ShellBlock[] {
  const text = readDocument(path);
  return [...text.matchAll(/^```(?:sh|bash|shell|console)\b(.*)\n([^]*?)^```$/gm)].map(({ 1: mark = '', 2: command = '', index }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    command: command.trim(),
    mark: mark.trim(),
  }));
}

/** Targets of links into the repository, without their anchors. */
export function localLinks(path: string): string[] {
  const text = readDocument(path).replaceAll(/^```[^]*?^```$/gm, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]?.replace(/#.*$/, '') ?? '');
  return targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}
