import type { DiagLogger } from '@opentelemetry/api';

/** The one place where exceptions of genspan's own code end: they are counted, told once per place, and never reach the application. */
export class Guard {
  readonly #diag: () => DiagLogger | undefined;
  readonly #counts = new Map<string, number>();

  constructor(diag: () => DiagLogger | undefined) {
    this.#diag = diag;
  }

  /** Runs `work`; when it throws, the answer is `undefined`. */
  run<Result>(place: string, work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      this.caught(place, error);
      return undefined;
    }
  }

  /** For paths too hot for a closure: they catch themselves and report here. */
  caught(place: string, error: unknown): void {
    const count = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, count);
    if (count > 1) return;
    try {
      this.#diag()?.error(`genspan: an internal error in ${place} was contained; the application is not affected.`, describeError(error));
    } catch {
      // A logger that throws must not undo the guard.
    }
  }

  get errorCount(): number {
    let sum = 0;
    for (const count of this.#counts.values()) sum += count;
    return sum;
  }
}

/** Name and code positions only: a message such as that of `JSON.parse` quotes what it was given. */
function describeError(error: unknown): { name: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { stack = '', message } = error;
  // A message may hold lines that look like positions: a prompt that quotes a stack does.
  const positions = stack.slice(stack.indexOf(message) + message.length);
  const lines = positions.split('\n').filter((line) => /^\s+at /.test(line));
  return { name: /^\w{1,64}$/.test(error.name) ? error.name : 'Error', at: lines.slice(0, 5).map((line) => line.trim()) };
}
