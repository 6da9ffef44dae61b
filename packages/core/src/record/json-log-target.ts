import { closeSync, constants, fstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname, format, parse, resolve } from 'node:path';
import type { LogTarget } from '../config/settings';
import { LineWriter } from './line-writer';

type OpenTarget = Exclude<LogTarget, { readonly to: 'off' }>;

/** Where lines go. Nothing is opened or created before the first line. */
export function createJsonLogTarget(target: OpenTarget, warn: (message: string) => void): LineWriter {
  switch (target.to) {
    case 'stdout':
      return new LineWriter({ name: 'stdout', open: () => 1, warn });
    case 'stderr':
      return new LineWriter({ name: 'stderr', open: () => 2, warn });
    case 'file': {
      const path = pathOfProcess(target.path, process.pid);
      return new LineWriter({ name: path, open: () => openPrivately(path), warn });
    }
  }
}

/**
 * `calls.jsonl` -> `/srv/app/calls.4711.jsonl`: processes of one application (cluster, children) do not share a file, threads
 * of one process do, since appending a line is one system call. Absolute, so that a later `chdir` moves nothing.
 */
export function pathOfProcess(path: string, processId: number): string {
  const { dir, name, ext } = parse(resolve(path));
  return format({ dir, name: `${name}.${processId}`, ext });
}

function openPrivately(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // The name can be guessed, and the directory may be everybody's: a link planted there is not followed, and a pipe that nobody reads
  // does not hold the thread. Windows has no such flags.
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = openSync(path, flags, 0o600);
  if (isOwnFile(descriptor)) return descriptor;
  closeSync(descriptor);
  throw Object.assign(new Error('a file of somebody else'), { code: 'it is no file of this user' });
}

/** Whoever made a file before us keeps reading it. */
function isOwnFile(descriptor: number): boolean {
  const file = fstatSync(descriptor);
  return file.isFile() && (process.getuid === undefined || file.uid === process.getuid());
}
