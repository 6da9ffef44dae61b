import { fork } from 'node:child_process';

export interface ChildTask {
  /** Path of a script of ours that sends one message by `process.send`. */
  readonly script: string;
  readonly args: readonly string[];
  /** Flags of Node. */
  readonly flags: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly timeoutMs: number;
}

export type ChildAnswer<Message> =
  | { readonly kind: 'message'; readonly message: Message }
  /** The process said nothing; `reason` ends the sentence "the process that ...". */
  | { readonly kind: 'silent'; readonly reason: string };

/**
 * Runs one task in a process of its own, which ends with its answer. The message comes on a channel of its own: preloads of the
 * user and SDKs may write to stdout and stderr. Never rejects.
 */
export function runChild<Message>(task: ChildTask): Promise<ChildAnswer<Message>> {
  return new Promise((resolve) => {
    const child = fork(task.script, task.args, {
      execArgv: [...task.flags],
      env: task.environment,
      cwd: task.directory,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => settle({ kind: 'silent', reason: `gave no answer within ${task.timeoutMs / 1_000} s` }), task.timeoutMs);
    const settle = (answer: ChildAnswer<Message>): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    // Only our own scripts run here, each sends what its reader is typed for.
    child.once('message', (message) => settle({ kind: 'message', message: message as Message }));
    child.once('error', (error) => settle({ kind: 'silent', reason: `could not be started (${codeOf(error)})` }));
    child.once('exit', (code, signal) => settle({ kind: 'silent', reason: `ended by itself (${signal ?? `exit code ${code}`})` }));
  });
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.name;
}
