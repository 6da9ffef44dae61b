import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** Folder below `packages`. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
}

export function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, 'utf8')) as Value;
}

export const packages: readonly WorkspacePackage[] = readdirSync(join(root, 'packages')).map((folder) => {
  const path = join(root, 'packages', folder);
  return { folder, path, manifest: readJson<Manifest>(join(path, 'package.json')) };
});

const middle = new Set(['core', 'wire-formats', 'genspan', 'cli', 'adapter-testing']);
/** Whatever is none of the five packages in the middle is a provider. */
export const providers = packages.filter(({ folder }) => !middle.has(folder));

/** Paths from the root, of files that somebody wrote: nothing installed, built or recorded. */
export function listFiles(folder: string, extension: RegExp): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|fixtures)$/.test(entry.name) ? [] : listFiles(below, extension);
    return extension.test(entry.name) ? [relative(root, join(root, below))] : [];
  });
}

export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Source without its comments; a `//` inside a string (a URL) is none. */
export function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}

/** Everything a source names in `import`, `export from`, `import()` or `require()`; names made at run time are not seen. */
export function importsOf(source: string): string[] {
  return [...withoutComments(source).matchAll(/\b(?:(?:from|import)\s*|(?:import|require)\s*\(\s*)['"]([\w@./:-]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
}
