import { readFileSync } from 'node:fs';
import { register, registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addHook, removeHook } from 'import-in-the-middle';
import { Hook as RequireHook } from 'require-in-the-middle';
import { escapePattern } from '../escape-pattern';
import { openExports } from './open-exports';

/** What is told of a module when it loads. One package may be loaded several times: CommonJS, ES module, nested copies. */
export interface LoadedModule {
  readonly name: string;
  /** The live exports: the namespace of an ES module, `module.exports` of a CommonJS one. */
  readonly exports: Record<string, unknown>;
  readonly version?: string | undefined;
  readonly directory?: string | undefined;
  readonly format: 'commonjs' | 'module';
}

export interface ModuleListener {
  /** Bare name of the package. */
  readonly name: string;
  /** Further entry points, as in `NAME/SUBPATH`. */
  readonly subpaths?: readonly string[] | undefined;
  /** Whether who requires it is given a copy of the exports, which can be patched. @default false */
  readonly hasLockedExports?: boolean | undefined;
  onLoad(module: LoadedModule): void;
}

export type Undo = () => void;

export interface ModuleHookOptions {
  readonly listeners: readonly ModuleListener[];
  /**
   * Whether ES modules are hooked here. A preload does; an `Instrumentation` in somebody's NodeSDK leaves the loader to its owner.
   * @default false
   */
  readonly registersLoader?: boolean;
  /** An exception of a listener never reaches `require` or `import`: it is told here. */
  onError(error: unknown, moduleName: string): void;
}

/**
 * Tells the listeners of every copy of their modules, as it loads, in CommonJS and ES modules alike.
 *
 * require-in-the-middle sees CommonJS. For ES modules import-in-the-middle has synchronous hooks where Node's are complete
 * (22.22.3, 24.11.1, 26), else a loader on a thread of its own.
 */
export function hookModules({ listeners, registersLoader = false, onError }: ModuleHookOptions): Undo {
  const matchers = listeners.map((listener) => new EntryMatcher(listener));

  const tell = (listener: ModuleListener, exports: unknown, directory: string | undefined, format: LoadedModule['format']): void => {
    try {
      listener.onLoad({
        name: listener.name,
        exports: exports as Record<string, unknown>,
        version: directory === undefined ? undefined : readVersion(directory),
        directory,
        format,
      });
    } catch (error) {
      onError(error, listener.name);
    }
  };

  const bySpecifier = new Map(
    matchers.flatMap(({ listener, specifiers }) => specifiers.map((specifier) => [specifier, listener] as const)),
  );
  const requireHook = new RequireHook([...bySpecifier.keys()], (exports, name, directory) => {
    const listener = bySpecifier.get(name);
    if (listener === undefined) return exports;
    const given = listener.hasLockedExports && typeof exports === 'object' && exports !== null ? openExports(exports) : exports;
    tell(listener, given, directory, 'commonjs');
    // The type asks for the very exports; a copy of them is what a hook may answer too.
    return given as typeof exports;
  });
  const onImport = (url: string, namespace: Record<string, unknown>): void => {
    const matcher = matchers.find(({ entryUrl }) => entryUrl.test(url));
    if (matcher !== undefined) tell(matcher.listener, namespace, matcher.directoryOf(url), 'module');
  };
  addHook(onImport);
  // Every ES module that loads is compared: by one expression, so that it costs the same however many listeners there are.
  if (registersLoader) registerLoader(entryUrlOf(matchers.map(({ entryPath }) => entryPath)));

  return () => {
    requireHook.unhook();
    removeHook(onImport);
  };
}

/**
 * Recognises the entry files of a package by their place, not by the import specifier: that may be an alias or a full path.
 * Only entries are intercepted, since each intercepted ES module costs a wrapper module.
 */
class EntryMatcher {
  readonly listener: ModuleListener;
  readonly specifiers: readonly string[];
  /** Pattern of what follows `node_modules/` in the URL of an entry. */
  readonly entryPath: string;
  readonly entryUrl: RegExp;

  constructor(listener: ModuleListener) {
    const subpaths = listener.subpaths ?? [];
    this.listener = listener;
    // Of the extensions only `.js` is left out of what require-in-the-middle compares.
    this.specifiers = [listener.name, ...subpaths.flatMap((subpath) => [`${listener.name}/${subpath}`, `${listener.name}/${subpath}.cjs`])];
    const entries = ['index', ...subpaths].map(escapePattern).join('|');
    // Builds put their ES modules beside the CommonJS ones, or into a folder such as `dist`, `esm`, `build/esm` or `dist/node`. Of a package
    // without any (`dist-cjs`) an ES module application imports the CommonJS one.
    this.entryPath = `${escapePattern(listener.name)}/(?:(?:dist|dist-cjs|dist-es|esm|build|lib|node|src)/){0,2}(?:${entries})\\.m?js`;
    this.entryUrl = entryUrlOf([this.entryPath]);
  }

  directoryOf(url: string): string | undefined {
    if (!url.startsWith('file:')) return undefined;
    const path = fileURLToPath(url);
    const folder = join('node_modules', ...this.listener.name.split('/'));
    const at = path.lastIndexOf(folder + sep);
    return at < 0 ? undefined : path.slice(0, at + folder.length);
  }
}

function entryUrlOf(entryPaths: readonly string[]): RegExp {
  return new RegExp(`/node_modules/(?:${entryPaths.join('|')})$`);
}

/** Whether ES modules are hooked on the thread that loads them, rather than by a loader on a thread of its own. */
export function hasSynchronousHooks(): boolean {
  // The package's own types describe ES module imports only; require() of both files works from Node 22.12 on.
  const { supportsSyncHooks } = require('import-in-the-middle/supports-sync-hooks.mjs') as { supportsSyncHooks(): boolean };
  return supportsSyncHooks();
}

function registerLoader(entryUrl: RegExp): void {
  const include = [entryUrl];
  if (hasSynchronousHooks()) {
    // With `node -e` and `-p` Node requires a built-in module without a parent: import-in-the-middle 3.6 calls that CommonJS, and Node
    // then looks for a file named `module`. Registered before it, so that it has the last word.
    registerHooks({
      load: (url, context, nextLoad) => nextLoad(url, url.startsWith('node:') ? { ...context, format: 'builtin' } : context),
    });
    const { register: registerSync } = require('import-in-the-middle/register-hooks.mjs') as {
      register(options: { include: readonly RegExp[] }): void;
    };
    registerSync({ include });
  } else {
    register('import-in-the-middle/hook.mjs', pathToFileURL(__filename), { data: { include } });
  }
}

/** Of the package in this directory; absent where the manifest is not readable or has none. */
export function readVersion(directory: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
