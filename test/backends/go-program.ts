/** Programs built from their released Go modules, once for each manifest. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder, cachePath } from './program-cache';

export type GoProgram = keyof typeof packages;

/** Folders beside this file, each a Go module, and what is built in it. */
const packages = { collector: '.', jaeger: 'github.com/jaegertracing/jaeger/cmd/jaeger' } as const;

/** From an empty module cache, on two busy processors. */
export const buildTimeoutMs = 30 * 60_000;

/** Why the program cannot be had here; `undefined`: it is there, or can be built. */
export function whyNoProgram(name: GoProgram): string | undefined {
  if (existsSync(cachePath(manifestOf(name))) || spawnSync('go', ['version']).status === 0) return undefined;
  return `there is no \`go\` on the PATH to build the ${name} with`;
}

/** @returns path of the program @throws with Go's own words when it cannot be built */
export function buildProgram(name: GoProgram): string {
  const folder = cachedFolder(manifestOf(name), (unfinished) => {
    const command = ['go', 'build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', join(unfinished, name)];
    const options = { cwd: join(__dirname, name), encoding: 'utf8' } as const;
    const { status, stderr, error } = spawnSync('nice', ['-n', '5', ...command, packages[name]], options);
    if (status !== 0) throw new Error(`test/backends/${name} cannot be built: ${error?.message ?? stderr.slice(-2000)}`);
  });
  return join(folder, name);
}

function manifestOf(name: GoProgram): Buffer[] {
  const sources = join(__dirname, name);
  return readdirSync(sources)
    .toSorted()
    .map((file) => readFileSync(join(sources, file)));
}
