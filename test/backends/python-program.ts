/** Programs of Python packages, each in an environment of its own, once for each manifest and Python. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from './program-cache';

/** Folders beside this file, with the packages to install: all of them, each at one version. */
export type PythonProgram = 'phoenix';

/** Some 900 MB of packages. */
export const installTimeoutMs = 30 * 60_000;

/** Why the program cannot be had here; `undefined`: it is there, or can be installed. */
export function whyNoPython(name: PythonProgram): string | undefined {
  if (describePython() !== undefined) return undefined;
  return `there is no \`python3\` of 3.11 or later with venv on the PATH to install the ${name} with`;
}

/** @returns path of the Python that has the packages @throws with pip's own words when they cannot be installed */
export function installPython(name: PythonProgram): string {
  const sources = join(__dirname, name);
  const folder = cachedFolder(manifestOf(name, describePython() ?? ''), (unfinished) => {
    run(['python3', '-m', 'venv', unfinished]);
    // The list is whole: nothing comes unpinned.
    const options = ['--no-deps', '--no-cache-dir', '--quiet', '--disable-pip-version-check'];
    run([join(unfinished, 'bin/python'), '-m', 'pip', 'install', ...options, '--requirement', join(sources, 'requirements.txt')]);
  });
  // Its Python finds the packages wherever the folder lies; scripts beside it would ask for the one that it was made as.
  return join(folder, 'bin/python');
}

/** Where it lies and its version, for an environment belongs to both; `undefined`: none that will do. */
function describePython(): string | undefined {
  const script = 'import ensurepip, sys, venv; print(sys.base_prefix, sys.version); sys.exit(sys.version_info < (3, 11))';
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

function manifestOf(name: PythonProgram, python: string): Array<string | Buffer> {
  const sources = join(__dirname, name);
  return [
    python,
    ...readdirSync(sources)
      .toSorted()
      .map((file) => readFileSync(join(sources, file))),
  ];
}

function run([command = '', ...args]: readonly string[]): void {
  const { status, stderr, error } = spawnSync('nice', ['-n', '5', command, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed: ${error?.message ?? stderr.slice(-2000)}`);
}
