import type { Context } from '@opentelemetry/api';
import type { StartedRun } from '../adapter';
import type { Call } from '../call/call';

/** When and where a run started, so that one that was skipped can still become a call. */
export interface RunStart {
  readonly parentContext: Context;
  readonly startTimeMs: number;
  readonly startTick: number;
}

/** A run that was told to start and not yet to end. */
export interface OpenRun {
  readonly id: string;
  /** Absent where it was skipped. */
  readonly call?: Call;
  /** Of one that was skipped, and becomes a call when it fails. */
  readonly failing?: Pick<StartedRun, 'operation' | 'body'> & RunStart;
  /**
   * The nearest run around it that is a call. A reference and no id, which may be used again, also inside its own run; forgotten when this run
   * ends: runs that start one another for ever must not hold them all.
   */
  parent: CalledRun | undefined;
  isStreaming?: boolean;
  handle?: WeakRef<object>;
  /** Others of the same id. */
  earlier?: OpenRun | undefined;
  later?: OpenRun | undefined;
}

export type CalledRun = OpenRun & { readonly call: Call };

/** A bus that forgets to tell the end of its runs must not fill the memory. */
const maxOpenRuns = 10_000;

/**
 * The runs of a bus by their ids. An id that is used again stands for the latest of its runs until that ends, then for the one before: runs
 * that share an id lie inside one another.
 */
export class RunTable {
  readonly #latest = new Map<string, OpenRun>();
  readonly #calls = new Set<OpenRun>();
  readonly #skipped = new Set<OpenRun>();

  get(id: string): OpenRun | undefined {
    return this.#latest.get(id);
  }

  /** The run itself, or the nearest one around it that is a call. */
  nearestCall(id: string | undefined): CalledRun | undefined {
    const run = id === undefined ? undefined : this.#latest.get(id);
    if (run === undefined || isCall(run)) return run;
    return run.parent?.call.isEnded ? undefined : run.parent;
  }

  /** Answers the oldest run of its kind where there are too many. */
  add(run: OpenRun): OpenRun | undefined {
    const earlier = this.#latest.get(run.id);
    if (earlier !== undefined) {
      run.earlier = earlier;
      earlier.later = run;
    }
    this.#latest.set(run.id, run);
    const runs = isCall(run) ? this.#calls : this.#skipped;
    runs.add(run);
    const [oldest] = runs.size > maxOpenRuns ? runs : [];
    return oldest;
  }

  delete(run: OpenRun): void {
    if (!this.#calls.delete(run) && !this.#skipped.delete(run)) return;
    const { earlier, later } = run;
    if (earlier !== undefined) earlier.later = later;
    if (later !== undefined) later.earlier = earlier;
    else if (earlier !== undefined) this.#latest.set(run.id, earlier);
    else this.#latest.delete(run.id);
    run.parent = undefined;
  }
}

export function isCall(run: OpenRun): run is CalledRun {
  return run.call !== undefined;
}
