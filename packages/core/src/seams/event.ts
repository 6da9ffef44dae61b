/** Seam D, the event bus: the SDK tells of its runs by id, the adapter translates, and calls and contexts are kept here. */
import type { Context } from '@opentelemetry/api';
import type { EventAdapter, Runs, StartedRun } from '../adapter';
import type { Call } from '../call/call';
import { startCall } from '../call/start-call';
import { readCallScope } from '../context/call-scope';
import type { Undo } from '../patch/module-hook';
import type { Pipeline } from '../pipeline';

/** A bus that forgets to tell the end of its runs must not fill the memory: then the oldest one is given up. */
const maxOpenRuns = 10_000;

/** Entry points and copies of an SDK tell of the same runs. */
const runsOfPipelines = new WeakMap<Pipeline, WeakMap<EventAdapter, OpenRuns>>();

export function applyEventSeam(exports: Readonly<Record<string, unknown>>, adapter: EventAdapter, pipeline: Pipeline): Undo {
  return adapter.seam.connect(exports, runsOf(adapter, pipeline));
}

function runsOf(adapter: EventAdapter, pipeline: Pipeline): OpenRuns {
  const ofPipeline = runsOfPipelines.get(pipeline) ?? new WeakMap<EventAdapter, OpenRuns>();
  runsOfPipelines.set(pipeline, ofPipeline);
  const runs = ofPipeline.get(adapter) ?? new OpenRuns(pipeline);
  ofPipeline.set(adapter, runs);
  return runs;
}

interface OpenRun {
  readonly call: Call;
  /** The nearest run around it that is a call. */
  readonly parentId: string | undefined;
  isStreaming: boolean;
  handle: WeakRef<object> | undefined;
}

/** When and where a run started, so that one that was skipped can still become a call. */
interface RunStart {
  readonly parentContext: Context;
  readonly startTimeMs: number;
  readonly startTick: number;
}

interface SkippedRun {
  /** The run whose call it belongs to. */
  readonly parentId: string | undefined;
  readonly failing: (Pick<StartedRun, 'operation' | 'body'> & RunStart) | undefined;
}

export class OpenRuns implements Runs {
  readonly #pipeline: Pipeline;
  readonly #open = new Map<string, OpenRun>();
  readonly #skipped = new Map<string, SkippedRun>();
  /** What a run that waits for its failure is given must not be kept when that can no longer be told. */
  readonly #dropped = new FinalizationRegistry<string>((id) => this.#skipped.delete(id));

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  start(run: StartedRun): void {
    this.#pipeline.guard.run('the start of a run', () => this.#begin(run, this.#startBelow(run.parentId)));
  }

  skip(id: string, parentId: string | undefined, failing?: Pick<StartedRun, 'operation' | 'body'>): void {
    this.#pipeline.guard.run('the start of a run', () => {
      this.#skipped.set(id, { parentId, failing: failing && { ...failing, ...this.#startBelow(parentId) } });
      if (this.#skipped.size > maxOpenRuns) this.#skipped.delete(this.#skipped.keys().next().value as string);
    });
  }

  stream(id: string): void {
    const run = this.#open.get(id);
    if (run === undefined || run.isStreaming) return;
    run.isStreaming = true;
    run.call.streamStarted();
    // The call now waits for another end; the handle of the run stays what it was.
    const handle = run.handle?.deref();
    if (handle !== undefined) this.#pipeline.abandoned.watch(handle, run.call);
  }

  chunk(id: string, chunk: unknown): void {
    this.stream(id);
    this.#open.get(id)?.call.chunkReceived(chunk);
  }

  end(id: string, response?: unknown): void {
    const run = this.#take(id);
    if (response === undefined && run?.isStreaming === true) run.call.streamEnded();
    else run?.call.complete(response);
  }

  fail(id: string, error: unknown): void {
    const failing = this.#skipped.get(id)?.failing;
    if (failing !== undefined) {
      this.#pipeline.guard.run('the start of a run', () => this.#begin({ id, parentId: undefined, ...failing }, failing));
    }
    this.#take(id)?.call.fail(error);
  }

  abort(id: string): void {
    this.#take(id)?.call.abandon('aborted');
  }

  leave(id: string): void {
    this.#take(id)?.call.abandon('reader_left');
  }

  heldBy(id: string, handle: object): void {
    if (this.#skipped.get(id)?.failing !== undefined) this.#dropped.register(handle, id);
    const run = this.#open.get(id);
    if (run === undefined) return;
    run.handle = new WeakRef(handle);
    this.#pipeline.abandoned.watch(handle, run.call);
  }

  within<Result>(id: string, work: () => Result): Result {
    const run = this.#open.get(this.#unskipped(id) ?? '');
    if (run === undefined) return work();
    return this.#pipeline.telemetry.api().context.with(run.call.requestContext, work);
  }

  #begin({ id, parentId, operation, body }: StartedRun, start: RunStart): void {
    const call = startCall(this.#pipeline, { operation, request: { body }, runId: id, isReport: true, ...start });
    call.whenEnded(() => this.#open.delete(id));
    this.#open.set(id, { call, parentId: this.#unskipped(parentId), isStreaming: false, handle: undefined });
    if (this.#open.size > maxOpenRuns) this.#giveUpOldest();
  }

  #take(id: string): OpenRun | undefined {
    const run = this.#open.get(id);
    this.#open.delete(id);
    this.#skipped.delete(id);
    for (let outer = this.#parentOf(run); outer !== undefined; outer = this.#parentOf(outer)) outer.call.innerCallEnded();
    return run;
  }

  #parentOf(run: OpenRun | undefined): OpenRun | undefined {
    return run?.parentId === undefined ? undefined : this.#open.get(run.parentId);
  }

  #startBelow(parentId: string | undefined): RunStart {
    return { parentContext: this.#parentContext(parentId), startTimeMs: Date.now(), startTick: performance.now() };
  }

  /** The active context wins where it lies inside the parent's run: it may have spans of the application between. */
  #parentContext(parentId: string | undefined): Context {
    const active = this.#pipeline.telemetry.api().context.active();
    const id = this.#unskipped(parentId);
    const parent = id === undefined ? undefined : this.#open.get(id);
    if (parent === undefined || this.#isWithin(readCallScope(active).runId, id)) return active;
    return parent.call.requestContext;
  }

  #isWithin(runId: string | undefined, outerId: string | undefined): boolean {
    let id = runId;
    for (let depth = 0; id !== undefined && depth < maxOpenRuns; depth++) {
      if (id === outerId) return true;
      id = this.#open.get(id)?.parentId;
    }
    return false;
  }

  /** The run itself, or the nearest one around it that is a call. */
  #unskipped(runId: string | undefined): string | undefined {
    let id = runId;
    for (let depth = 0; id !== undefined && depth < maxOpenRuns; depth++) {
      const skipped = this.#skipped.get(id);
      if (skipped === undefined) return id;
      id = skipped.parentId;
    }
    return undefined;
  }

  #giveUpOldest(): void {
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) this.#take(oldest)?.call.abandon('never_read');
  }
}
