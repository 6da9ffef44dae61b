/**
 * Run by `genspan doctor` in a process of its own, under `genspan/register`: loads one copy of an SDK one way and sends what became
 * of it. Arguments: name of the package, a directory from which the name leads to the copy, `require` or `import`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';
import { processState } from '@genspan/core/process-state';
import { adapters } from '../adapters';

/** How an application loads a package. */
export type LoadWay = 'require' | 'import';

export type LoadResult =
  | { readonly kind: 'patched' }
  /** `reason`: one sentence of the hook's own. */
  | { readonly kind: 'left_alone'; readonly reason: string }
  /** It was loaded, and no hook was told. */
  | { readonly kind: 'unseen' }
  /** The package is not meant to be loaded this way. */
  | { readonly kind: 'no_entry' }
  | { readonly kind: 'failed'; readonly message: string };

/** One that has no main entry is loaded by one that the hook knows. */
const noMainCodes: readonly unknown[] = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];
const noEntryCodes: readonly unknown[] = ['ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'];

async function load(name: string, importer: string, way: LoadWay): Promise<LoadResult> {
  const place = join(importer, 'index.js');
  const subpaths = adapters.find((entry) => entry.name === name)?.subpaths ?? [];
  try {
    // Entries are known by their files; an application may name them without the folder of the build.
    const entries = subpaths.flatMap((subpath) => [`${name}/${subpath}.js`, `${name}/${subpath.replace(/^dist\//, '')}`]);
    await loadFirst([name, ...entries], place, way);
  } catch (error) {
    const { code, message } = Object(error) as { code?: unknown; message?: unknown };
    if (noEntryCodes.includes(code)) return { kind: 'no_entry' };
    return { kind: 'failed', message: String(message).split('\n')[0]?.slice(0, 300) ?? '' };
  }
  const seen = processState().distribution?.modules.filter((module) => module.name === name) ?? [];
  if (seen.length === 0) return { kind: 'unseen' };
  const reason = seen.find((module) => module.reason !== undefined)?.reason;
  return reason === undefined ? { kind: 'patched' } : { kind: 'left_alone', reason };
}

/** @throws what the last of them threw */
async function loadFirst([name = '', ...others]: readonly string[], place: string, way: LoadWay): Promise<void> {
  try {
    if (way === 'require') createRequire(place)(name);
    else await importFrom(place, name);
  } catch (error) {
    if (others.length === 0 || !noMainCodes.includes(Object(error).code)) throw error;
    await loadFirst(others, place, way);
  }
}

/** Node resolves the name from the place of the script, as it would from a file of the application. */
async function importFrom(place: string, name: string): Promise<void> {
  const script = new Script('(name) => import(name)', {
    filename: place,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  await (script.runInThisContext() as (name: string) => Promise<unknown>)(name);
}

const [, , name = '', importer = '', way = 'require'] = process.argv;
void load(name, importer, way as LoadWay).then((result) => process.send?.(result));
