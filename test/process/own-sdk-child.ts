import { spawn } from 'node:child_process';
import { join } from 'node:path';

const fixtures = join(__dirname, 'fixtures/own-sdk');

export interface ChildRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Called with everything written to stdout so far. */
  onStdout?(text: string, kill: (signal: NodeJS.Signals) => void): void;
}

/** Runs a fixture to its end, with no variable of the shell that starts the tests but these. */
export function runFixture(name: string, args: readonly string[] = [], options: ChildOptions = {}): Promise<ChildRun> {
  const child = spawn(process.execPath, [...(options.flags ?? []), join(fixtures, name), ...args], {
    env: { PATH: process.env['PATH'], ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    options.onStdout?.(stdout, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}
