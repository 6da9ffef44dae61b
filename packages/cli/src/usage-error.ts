/** The command line, or what it names, cannot be followed; `message` is one sentence that says why. */
export class UsageError extends Error {}
