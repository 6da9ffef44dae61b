/** One word after `genspan`. */
export interface Command {
  readonly name: string;
  /** One line of `genspan --help`. */
  readonly summary: string;
  /** What `genspan NAME --help` prints. */
  readonly help: string;
  /** @returns the exit code. @throws UsageError */
  run(args: readonly string[], environment: Environment): Promise<number> | number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The command line cannot be followed; `message` is one sentence that says why. */
export class UsageError extends Error {}
