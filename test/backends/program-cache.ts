/** Where programs lie that tests run and the repository cannot hold: outside the clone, made once for each manifest. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = join(homedir(), '.cache', 'genspan-backends');

/** @param manifest all that decides what is made */
export function cachePath(manifest: ReadonlyArray<string | Buffer>): string {
  const hash = createHash('sha256');
  for (const part of manifest) hash.update(part);
  return join(cache, hash.digest('hex').slice(0, 16));
}

/** @returns folder that `make` has filled, now or in an earlier run @throws what `make` throws; nothing is kept then */
export function cachedFolder(manifest: ReadonlyArray<string | Buffer>, make: (folder: string) => void): string {
  const folder = cachePath(manifest);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Under a name of its own until it is whole: what was interrupted must not look like a program.
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  try {
    make(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
