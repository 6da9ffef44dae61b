import type { EventTarget, Operation } from '../adapter';

/** What an event bus tells of one run when it starts. */
export interface StartedRun {
  /** The bus's own id. One that is used again while its run lasts stands for the latest, until that ends. */
  readonly id: string;
  /** The run it belongs to; one that is not known, or none, leaves it to the active context. */
  readonly parentId?: string | undefined;
  readonly operation: Operation<EventTarget>;
  /** What the operation's functions read. */
  readonly body: unknown;
}

/** What an adapter tells of the runs of its SDK. Each method may be called at any time, for any id, and never throws, whatever it is given. */
export interface Runs {
  start(run: StartedRun): void;
  /** A run that is no call of its own: what it encloses belongs to its parent. With a `failing` operation it becomes one when it fails. */
  skip(id: string, parentId: string | undefined, failing?: Pick<StartedRun, 'operation' | 'body'>): void;
  /**
   * Its answer comes in chunks, of which the first may come late or never. `answer`: what the SDK reads the chunks from; if it is an async iterator,
   * each of its steps is made within the run, and who leaves it leaves the run, or has aborted it by the `AbortSignal` that is the `signal`.
   */
  stream(id: string, answer?: unknown, signal?: unknown): void;
  chunk(id: string, chunk: unknown): void;
  /** `response` is what `describeResponse` reads; absent, it is assembled of the chunks. */
  end(id: string, response?: unknown): void;
  fail(id: string, error: unknown): void;
  /** The application stopped it. */
  abort(id: string): void;
  /** The application stopped reading its stream. */
  leave(id: string): void;
  /** `handle` is the only object through which the SDK tells the end of the run: when it is dropped, nobody will. */
  heldBy(id: string, handle: object): void;
  /** Runs `work` so that what it starts is a child of the run; where the run is not known, it just runs. */
  within<Result>(id: string, work: () => Result): Result;
  /**
   * Of what a method answers, or the promise of it: `see` is given the value, and what it makes of that is handed on, `seeError` the rejection,
   * which stays one.
   */
  whenAnswered(answer: unknown, see: (value: unknown) => unknown, seeError?: (error: unknown) => void): unknown;
}
