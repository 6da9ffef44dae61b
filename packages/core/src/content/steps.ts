/**
 * Work in small steps, so that whoever shares the thread gets a turn between them. A step that yields a promise wants its value
 * before it goes on.
 */
export type Steps<Result> = Generator<Promise<string> | undefined, Result, string | undefined>;

/** For work that is wanted at once and yields no promise. */
export function runSteps<Result>(steps: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const step = steps.next(undefined);
    if (step.done) return step.value;
  }
}
