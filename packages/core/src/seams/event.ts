/** Seam D, the event bus: the SDK tells of its runs by id, the adapter translates, and calls and contexts are kept here. */
import type { Context } from '@opentelemetry/api';
import type { EventAdapter, Runs, StartedRun } from '../adapter';
import type { Call } from '../call/call';
import { startCall } from '../call/start-call';
import { readCallScope } from '../context/call-scope';
import { asRecord } from '../json';
import type { Undo } from '../patch/module-hook';
import type { Pipeline } from '../pipeline';
import { isAsyncIterator, readWithin, type Within } from './read-within';
import { isCall, RunTable, type CalledRun, type OpenRun, type RunStart } from './run-table';
import { whenAnswered } from './when-answered';

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

export class OpenRuns implements Runs {
  readonly #pipeline: Pipeline;
  readonly #table = new RunTable();
  /** What a run that was skipped is given must not be kept when its end can no longer be told. */
  readonly #dropped = new FinalizationRegistry<OpenRun>((run) => this.#table.delete(run));

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  start(run: StartedRun): void {
    this.#pipeline.guard.run('the start of a run', () => {
      const { id, parentId } = run;
      const parent = this.#table.nearestCall(parentId);
      const call = this.#startCall(run, this.#startBelow(parent));
      const open: CalledRun = { id, call, parent };
      call.whenEnded(() => this.#table.delete(open));
      this.#table.add(open)?.call?.abandon('never_read');
    });
  }

  skip(id: string, parentId: string | undefined, failing?: Pick<StartedRun, 'operation' | 'body'>): void {
    this.#pipeline.guard.run('the start of a run', () => {
      const parent = this.#table.nearestCall(parentId);
      const skipped: OpenRun = { id, parent, ...(failing && { failing: { ...failing, ...this.#startBelow(parent) } }) };
      const oldest = this.#table.add(skipped);
      if (oldest !== undefined) this.#table.delete(oldest);
    });
  }

  stream(id: string, answer?: unknown, signal?: unknown): void {
    this.#pipeline.guard.run('the start of a stream', () => {
      const run = this.#table.get(id);
      if (run === undefined || !isCall(run)) return;
      this.#startStream(run);
      if (isAsyncIterator(answer)) this.#follow(run, answer, signal);
    });
  }

  chunk(id: string, chunk: unknown): void {
    try {
      const run = this.#table.get(id);
      if (run === undefined || !isCall(run)) return;
      this.#startStream(run);
      run.call.chunkReceived(chunk);
    } catch (error) {
      this.#pipeline.guard.caught('a chunk of a run', error);
    }
  }

  end(id: string, response?: unknown): void {
    this.#end(id, ({ call, isStreaming }) => {
      if (response === undefined && isStreaming === true) call?.streamEnded();
      else call?.complete(response);
    });
  }

  fail(id: string, error: unknown): void {
    this.#end(id, ({ call, failing }) => {
      const failed = call ?? (failing && this.#startCall({ id, ...failing }, failing));
      failed?.fail(error);
    });
  }

  abort(id: string): void {
    this.#end(id, ({ call }) => call?.abandon('aborted'));
  }

  leave(id: string): void {
    this.#end(id, ({ call }) => call?.abandon('reader_left'));
  }

  heldBy(id: string, handle: object): void {
    this.#pipeline.guard.run('the handle of a run', () => {
      const run = this.#table.get(id);
      if (run === undefined) return;
      if (!isCall(run)) return this.#dropped.register(handle, run, run);
      run.handle = new WeakRef(handle);
      this.#pipeline.abandoned.watch(handle, run.call);
    });
  }

  within<Result>(id: string, work: () => Result): Result {
    const within = this.#pipeline.guard.run('the context of a run', () => {
      const run = this.#table.nearestCall(id);
      return run && this.#withinCall(run.call);
    });
    return within === undefined ? work() : within(work);
  }

  whenAnswered(answer: unknown, see: (value: unknown) => unknown, seeError?: (error: unknown) => void): unknown {
    return whenAnswered(this.#pipeline.guard, answer, see, seeError);
  }

  #startCall({ id, operation, body }: Omit<StartedRun, 'parentId'>, start: RunStart): Call {
    return startCall(this.#pipeline, { operation, request: { body }, runId: id, isReport: true, ...start });
  }

  #startStream(run: CalledRun): void {
    if (run.isStreaming === true) return;
    run.isStreaming = true;
    run.call.streamStarted();
    // The call now waits for another end; the handle of the run stays what it was.
    const handle = run.handle?.deref();
    if (handle !== undefined) this.#pipeline.abandoned.watch(handle, run.call);
  }

  #follow(run: CalledRun, answer: AsyncIterator<unknown>, signal: unknown): void {
    readWithin(answer, this.#withinCall(run.call), () => {
      const reason = asRecord(signal)?.aborted === true ? 'aborted' : 'reader_left';
      this.#endRun(run, ({ call }) => call?.abandon(reason));
    });
  }

  #withinCall({ requestContext }: Call): Within {
    const { context } = this.#pipeline.telemetry.api();
    return (work) => context.with(requestContext, work);
  }

  #end(id: string, tell: (run: OpenRun) => void): void {
    const run = this.#table.get(id);
    if (run !== undefined) this.#endRun(run, tell);
  }

  #endRun(run: OpenRun, tell: (run: OpenRun) => void): void {
    this.#pipeline.guard.run('the end of a run', () => {
      if (isCall(run)) for (let outer = run.parent; outer !== undefined; outer = outer.parent) outer.call.innerCallEnded();
      else this.#dropped.unregister(run);
      this.#table.delete(run);
      tell(run);
    });
  }

  #startBelow(parent: CalledRun | undefined): RunStart {
    return { parentContext: this.#contextBelow(parent), startTimeMs: Date.now(), startTick: performance.now() };
  }

  /** The active context wins where it lies inside the parent's run: it may have spans of the application between. */
  #contextBelow(parent: CalledRun | undefined): Context {
    const active = this.#pipeline.telemetry.api().context.active();
    return parent === undefined || this.#isWithin(readCallScope(active).runId, parent) ? active : parent.call.requestContext;
  }

  #isWithin(runId: string | undefined, outer: CalledRun): boolean {
    for (let run = this.#table.nearestCall(runId); run !== undefined; run = run.parent) if (run === outer) return true;
    return false;
  }
}
