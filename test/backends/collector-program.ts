/** The Collector built from its released Go modules, once for each manifest. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const sources = join(__dirname, 'collector');
const manifest = ['go.mod', 'go.sum', 'main.go'].map((name) => readFileSync(join(sources, name)));
const hash = createHash('sha256').update(Buffer.concat(manifest)).digest('hex').slice(0, 16);
const directory = join(homedir(), '.cache', 'genspan-backends', hash);
const program = join(directory, 'otelcol');

/** From an empty module cache, on two busy processors. */
export const buildTimeoutMs = 30 * 60_000;

/** Why there can be no Collector here; `undefined`: there is one, or it can be built. */
export function whyNoCollector(): string | undefined {
  if (existsSync(program) || spawnSync('go', ['version']).status === 0) return undefined;
  return 'there is no `go` on the PATH to build the Collector with';
}

/** @returns path of the program @throws with Go's own words when it cannot be built */
export function buildCollector(): string {
  if (existsSync(program)) return program;
  mkdirSync(directory, { recursive: true });
  // Under a name of its own until it is whole: a build that was interrupted must not look like a program.
  const unfinished = `${program}.${process.pid}`;
  const command = ['go', 'build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', unfinished, '.'];
  const { status, stderr, error } = spawnSync('nice', ['-n', '15', ...command], { cwd: sources, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The Collector cannot be built in test/backends/collector: ${error?.message ?? stderr.slice(-2000)}`);
  renameSync(unfinished, program);
  return program;
}
