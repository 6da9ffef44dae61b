/** Prometheus, Alertmanager and their tools from the packages of the distribution, unpacked into a cache: nothing is installed. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from './program-cache';

const packages = ['prometheus', 'prometheus-alertmanager'];
const release = '/etc/os-release';

/** Loading lists of packages, and some 30 MB. */
export const fetchTimeoutMs = 10 * 60_000;

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
  readonly amtool: string;
  /** Command that Alertmanager's arguments are added to; it becomes Alertmanager, so that a signal reaches it. */
  readonly alertmanager: readonly [string, ...string[]];
}

/** Why the programs cannot be had here; `undefined`: they are there, or can be fetched. */
export function whyNoPrometheus(): string | undefined {
  if (['apt-get', 'dpkg-deb'].every((name) => spawnSync(name, ['--version']).status === 0)) return undefined;
  return 'promtool and amtool come from Debian packages, and there is no `apt-get` here to fetch them with';
}

/** @returns paths of the programs @throws with apt's own words when they cannot be fetched */
export function fetchPrometheus(): PrometheusPrograms {
  const directory = cachedFolder([packages.join(' '), readFileSync(release)], unpackPackages);
  const program = (name: string): string => join(directory, 'usr', 'bin', name);
  // Debian's Alertmanager reads its templates from /usr/share and nowhere else: it sees the cache's laid over the machine's.
  const script = 'mount -t overlay overlay -o "lowerdir=$1:/usr/share" /usr/share && shift && exec "$@"';
  const inside = ['sh', '-c', script, 'sh', join(directory, 'usr', 'share'), program('prometheus-alertmanager')];
  return {
    prometheus: program('prometheus'),
    promtool: program('promtool'),
    amtool: program('amtool'),
    alertmanager: ['unshare', '--map-root-user', '--mount', ...inside],
  };
}

function unpackPackages(directory: string): void {
  downloadPackages(directory);
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.deb'))) {
    run('dpkg-deb', ['--extract', file, '.'], directory);
    rmSync(join(directory, file));
  }
}

function downloadPackages(cwd: string): void {
  try {
    run('apt-get', ['download', ...packages], cwd);
  } catch {
    // A new machine knows no packages, and an old one names versions that are gone.
    run('apt-get', ['update'], cwd);
    run('apt-get', ['download', ...packages], cwd);
  }
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed: ${error?.message ?? stderr.slice(-2000)}`);
}
