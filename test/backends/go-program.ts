/** Programs built from their released Go modules, once for each manifest. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type GoProgram = keyof typeof packages;

/** Folders beside this file, each a Go module, and what is built in it. */
const packages = { collector: '.', jaeger: 'github.com/jaegertracing/jaeger/cmd/jaeger' } as const;

/** From an empty module cache, on two busy processors. */
export const buildTimeoutMs = 30 * 60_000;

/** Why the program cannot be had here; `undefined`: it is there, or can be built. */
export function whyNoProgram(name: GoProgram): string | undefined {
  if (existsSync(pathOf(name)) || spawnSync('go', ['version']).status === 0) return undefined;
  return `there is no \`go\` on the PATH to build the ${name} with`;
}

/** @returns path of the program @throws with Go's own words when it cannot be built */
export function buildProgram(name: GoProgram): string {
  const path = pathOf(name);
  if (existsSync(path)) return path;
  mkdirSync(join(path, '..'), { recursive: true });
  // Under a name of its own until it is whole: a build that was interrupted must not look like a program.
  const unfinished = `${path}.${process.pid}`;
  const command = ['go', 'build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', unfinished, packages[name]];
  const { status, stderr, error } = spawnSync('nice', ['-n', '15', ...command], { cwd: join(__dirname, name), encoding: 'utf8' });
  if (status !== 0) throw new Error(`test/backends/${name} cannot be built: ${error?.message ?? stderr.slice(-2000)}`);
  renameSync(unfinished, path);
  return path;
}

function pathOf(name: GoProgram): string {
  const sources = join(__dirname, name);
  const hash = createHash('sha256');
  for (const file of readdirSync(sources).toSorted()) hash.update(readFileSync(join(sources, file)));
  return join(homedir(), '.cache', 'genspan-backends', hash.digest('hex').slice(0, 16), name);
}
