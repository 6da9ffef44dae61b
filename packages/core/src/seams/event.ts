/** Seam D, the event bus: the SDK tells of its runs by id, the adapter translates, and calls and contexts are kept here. */
import type { EventAdapter, Runs, StartedRun } from '../adapter';
import type { Call } from '../call/call';
import { startCall } from '../call/start-call';
import { readCallScope } from '../context/call-scope';
import type { Undo } from '../patch/module-hook';
import type { Pipeline } from '../pipeline';

/** A bus that forgets to tell the end of its runs must not fill the memory: then the oldest one is given up. */
const maxOpenRuns = 10_000;

export function applyEventSeam(exports: Readonly<Record<string, unknown>>, adapter: EventAdapter, pipeline: Pipeline): Undo {
  return adapter.seam.connect(exports, new OpenRuns(pipeline));
}

interface OpenRun {
  readonly call: Call;
  isStreaming: boolean;
}

export class OpenRuns implements Runs {
  readonly #pipeline: Pipeline;
  readonly #open = new Map<string, OpenRun>();
  /** A run without a call of its own, by the run whose call it belongs to. */
  readonly #skipped = new Map<string, string | undefined>();

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  start({ id, parentId, operation, body }: StartedRun): void {
    this.#pipeline.guard.run('the start of a run', () => {
      const startTimeMs = Date.now();
      const startTick = performance.now();
      const parentContext = this.#parentContext(parentId);
      const call = startCall(this.#pipeline, { operation, request: { body }, parentContext, startTimeMs, startTick, runId: id });
      this.#open.set(id, { call, isStreaming: false });
      if (this.#open.size > maxOpenRuns) this.#giveUpOldest();
    });
  }

  skip(id: string, parentId: string | undefined): void {
    this.#skipped.set(id, parentId);
    if (this.#skipped.size > maxOpenRuns) this.#skipped.delete(this.#skipped.keys().next().value as string);
  }

  chunk(id: string, chunk: unknown): void {
    const run = this.#open.get(id);
    if (run === undefined) return;
    if (!run.isStreaming) {
      run.isStreaming = true;
      run.call.streamStarted();
    }
    run.call.chunkReceived(chunk);
  }

  end(id: string, response?: unknown): void {
    const run = this.#take(id);
    if (response === undefined && run?.isStreaming === true) run.call.streamEnded();
    else run?.call.complete(response);
  }

  fail(id: string, error: unknown): void {
    this.#take(id)?.call.fail(error);
  }

  abort(id: string): void {
    this.#take(id)?.call.abandon('aborted');
  }

  within<Result>(id: string, work: () => Result): Result {
    const run = this.#open.get(id);
    if (run === undefined) return work();
    return this.#pipeline.telemetry.api().context.with(run.call.requestContext, work);
  }

  #take(id: string): OpenRun | undefined {
    const run = this.#open.get(id);
    this.#open.delete(id);
    this.#skipped.delete(id);
    return run;
  }

  /** The active context wins where it lies inside the parent's run: it may have spans of the application between. */
  #parentContext(parentId: string | undefined): ReturnType<ReturnType<Pipeline['telemetry']['api']>['context']['active']> {
    const active = this.#pipeline.telemetry.api().context.active();
    let id = parentId;
    for (let depth = 0; id !== undefined && depth < maxOpenRuns && this.#skipped.has(id); depth++) id = this.#skipped.get(id);
    const parent = id === undefined ? undefined : this.#open.get(id);
    if (parent === undefined || readCallScope(active).runId === id) return active;
    return parent.call.requestContext;
  }

  #giveUpOldest(): void {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) this.#take(oldest)?.call.abandon('never_read');
  }
}
