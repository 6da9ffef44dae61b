// Lets `require` of this process read the TypeScript of the workspace, so that what is generated from sources needs no build.
const { existsSync, readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { transformFileSync } = require('@swc/core');

/**
 * The source behind an export of a package of the workspace: `@genspan/core/adapter` -> `packages/core/src/adapter.ts`.
 * @returns undefined for whatever is no such package, or no export of it
 */
function sourceOf(root, specifier) {
  const [, folder, subpath = ''] = /^@genspan\/([^/]+)(\/.+)?$/.exec(specifier) ?? [];
  if (folder === undefined) return undefined;
  const { exports = {} } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
  const target = exports[`.${subpath}`]?.default;
  return target && join(root, 'packages', folder, target.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));
}

/** Of one copy of the workspace: `root` is where its packages are. */
function loadTypeScript(root) {
  if (nodeModule.registerHooks === undefined) {
    throw new Error(
      `this needs the Node of the workspace, and ${process.version} runs it: \`npm run\` finds the right one once all is installed.`,
    );
  }
  nodeModule.registerHooks({
    resolve(specifier, context, nextResolve) {
      const path = sourceOf(root, specifier) ?? besideOf(specifier, context.parentURL);
      return path === undefined ? nextResolve(specifier, context) : { url: pathToFileURL(path).href, shortCircuit: true };
    },
    load(url, context, nextLoad) {
      if (!url.endsWith('.ts')) return nextLoad(url, context);
      const { code } = transformFileSync(fileURLToPath(url), {
        configFile: false,
        swcrc: false,
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      });
      return { format: 'commonjs', source: code, shortCircuit: true };
    },
  });
}

/** Sources name one another without extension. */
function besideOf(specifier, parentUrl) {
  if (!specifier.startsWith('.') || parentUrl === undefined) return undefined;
  const path = fileURLToPath(new URL(`${specifier}.ts`, parentUrl));
  return existsSync(path) ? path : undefined;
}

module.exports = { loadTypeScript, sourceOf };
