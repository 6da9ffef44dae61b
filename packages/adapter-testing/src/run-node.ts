/** Runs one Node process to its end and keeps all it said. */
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

export interface NodeRun {
  /** Path of the binary. @default the one this process runs on */
  readonly nodeBinary?: string | undefined;
  /** Flags of Node, before the script: `--require`, `--expose-gc`. */
  readonly flags?: readonly string[];
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly directory: string;
  /** The whole environment apart from `PATH`: nothing of the test run's own reaches the application. */
  readonly environment?: Readonly<Record<string, string>>;
  /** After this the process is killed. @default 120_000 */
  readonly timeoutMs?: number;
}

export interface NodeResult {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runNode(run: NodeRun): Promise<NodeResult> {
  const child = spawn(run.nodeBinary ?? process.execPath, [...(run.flags ?? []), run.script, ...(run.arguments ?? [])], {
    cwd: run.directory,
    // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
    env: { PATH: process.env['PATH'], ...run.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: run.timeoutMs ?? 120_000,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<Pick<NodeResult, 'exitCode' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  const [stdout, stderr] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  return { ...(await ended), stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8') };
}
