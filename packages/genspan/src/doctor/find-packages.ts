import { existsSync, readdirSync, realpathSync, type Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import { readVersion } from '@genspan/core/module-hook';

/** One copy of a package on disk. */
export interface PackageCopy {
  readonly name: string;
  readonly version?: string | undefined;
  /** Path without links. */
  readonly directory: string;
  /** Directory from which the name leads to this copy. */
  readonly importer: string;
}

export interface PackageSearch {
  readonly copies: readonly PackageCopy[];
  /** Folders that could not be read. */
  readonly unreadable: ReadonlyArray<{ readonly path: string; readonly code: string }>;
  /** Whether any node_modules was there. */
  readonly hasModules: boolean;
  /** Whether the search ended at `maxPackages`. */
  readonly isCut: boolean;
}

/**
 * Every copy of the wanted packages in node_modules of the directory, of its parents and of installed packages, and in the store of
 * pnpm; each once, however many links lead to it. Never throws.
 */
export function findPackages(directory: string, isWanted: (name: string) => boolean, maxPackages = 50_000): PackageSearch {
  const walk = new Walk(isWanted, maxPackages);
  for (let folder = directory; ; folder = dirname(folder)) {
    walk.readModules(join(folder, 'node_modules'));
    if (dirname(folder) === folder) return walk;
  }
}

class Walk implements PackageSearch {
  readonly copies: PackageCopy[] = [];
  readonly unreadable: Array<{ path: string; code: string }> = [];
  hasModules = false;
  isCut = false;
  readonly #isWanted: (name: string) => boolean;
  readonly #maxPackages: number;
  readonly #seenFolders = new Set<string>();
  readonly #seenCopies = new Set<string>();
  #packageCount = 0;

  constructor(isWanted: (name: string) => boolean, maxPackages: number) {
    this.#isWanted = isWanted;
    this.#maxPackages = maxPackages;
  }

  /** Reads a folder `node_modules`. In pnpm's store links are siblings that are read on their own. */
  readModules(folder: string, followsLinks = true): void {
    const entries = this.#list(folder);
    if (entries === undefined || this.#isSeen(folder)) return;
    this.hasModules = true;
    for (const { name } of entries) {
      if (name === '.pnpm') this.#readStore(join(folder, name));
      else if (name.startsWith('@')) {
        for (const entry of this.#list(join(folder, name)) ?? []) this.#readPackage(folder, `${name}/${entry.name}`, entry, followsLinks);
      }
    }
    for (const entry of entries) if (!/^[.@]/.test(entry.name)) this.#readPackage(folder, entry.name, entry, followsLinks);
  }

  #readStore(store: string): void {
    for (const { name } of this.#list(store) ?? []) this.readModules(join(store, name, 'node_modules'), false);
  }

  #readPackage(folder: string, name: string, entry: Dirent, followsLinks: boolean): void {
    this.isCut ||= this.#packageCount >= this.#maxPackages;
    if (this.isCut) return;
    this.#packageCount += 1;
    const path = join(folder, name);
    if (this.#isWanted(name)) this.#keep(name, path, dirname(folder));
    if (followsLinks || entry.isDirectory()) this.readModules(join(path, 'node_modules'), followsLinks);
  }

  #keep(name: string, path: string, importer: string): void {
    try {
      const directory = realpathSync(path);
      if (this.#seenCopies.has(directory)) return;
      this.#seenCopies.add(directory);
      this.copies.push({ name, version: readVersion(directory), directory, importer });
    } catch (error) {
      this.unreadable.push({ path, code: codeOf(error) });
    }
  }

  #isSeen(folder: string): boolean {
    const path = realpathSync(folder);
    if (this.#seenFolders.has(path)) return true;
    this.#seenFolders.add(path);
    return false;
  }

  /** Folders and links; `undefined`: there is no such folder, or it cannot be read. */
  #list(folder: string): Dirent[] | undefined {
    try {
      return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    } catch (error) {
      const code = codeOf(error);
      // A link to a file stands in the way of the folder below it: there is none.
      const isMissing = code === 'ENOENT' || (code === 'ENOTDIR' && !existsSync(folder));
      if (!isMissing) this.unreadable.push({ path: folder, code });
      return undefined;
    }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
