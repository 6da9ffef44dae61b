/** Prometheus, Alertmanager and their tools from the packages of the distribution, unpacked into a cache: nothing is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

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
  const manifest = packages.join(' ') + readFileSync(release, 'utf8');
  const directory = join(homedir(), '.cache', 'genspan-backends', createHash('sha256').update(manifest).digest('hex').slice(0, 16));
  if (!existsSync(directory)) unpackPackages(directory);
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
  const parent = join(directory, '..');
  mkdirSync(parent, { recursive: true });
  // Under a name of its own until it is whole: a download that was interrupted must not look like programs.
  const unfinished = mkdtempSync(join(parent, 'unfinished-'));
  try {
    downloadPackages(unfinished);
    const files = readdirSync(unfinished).filter((name) => name.endsWith('.deb'));
    for (const file of files) {
      run('dpkg-deb', ['--extract', file, '.'], unfinished);
      rmSync(join(unfinished, file));
    }
    renameSync(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
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
