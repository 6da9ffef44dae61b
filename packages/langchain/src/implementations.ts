import { patchMethods, type Method, type Runs } from '@genspan/core/adapter';
import { runIdOf } from './run-manager';

/**
 * Models, tools and retrievers do their work in methods that each class has of its own and that are given the manager of their run: the
 * requests, searches and embeddings made there belong to that run. LangChain's callbacks cannot set a context, so these methods are patched
 * where they are defined, when an instance first enters the method of the base class that calls them.
 */
export class Implementations {
  readonly #base: object;
  readonly #positions: Readonly<Record<string, number>>;
  readonly #runs: Runs;
  readonly #seen = new WeakSet<object>();
  readonly #undos: (() => void)[] = [];

  /** `positions`: the methods, with the place of the run's manager among their arguments. */
  constructor(base: object, positions: Readonly<Record<string, number>>, runs: Runs) {
    this.#base = base;
    this.#positions = positions;
    this.#runs = runs;
  }

  readonly undo = (): void => {
    for (const undo of this.#undos.toReversed()) undo();
  };

  /** The method of the base class through which every run goes. */
  enter(original: Method): Method {
    const implementations = this;
    return function entry(...args) {
      for (const key of Object.keys(implementations.#positions)) implementations.#patch(this, key);
      return original.apply(this, args);
    };
  }

  #patch(instance: unknown, key: string): void {
    const owner = this.#definerOf(instance, key);
    if (owner === undefined || this.#seen.has(owner)) return;
    this.#seen.add(owner);
    const own = Object.entries(this.#positions).filter(([method]) => Object.hasOwn(owner, method));
    try {
      this.#undos.push(patchMethods(owner, Object.fromEntries(own.map(([method, position]) => [method, runWithin(this.#runs, position)]))));
    } catch {
      // A frozen class keeps its method: what is requested there then belongs to the run around.
    }
  }

  /** The class below the base that has the method; a method that the application has put on the instance is left to it. */
  #definerOf(instance: unknown, key: string): object | undefined {
    if (typeof instance !== 'object' || instance === null || Object.hasOwn(instance, key)) return undefined;
    for (let owner = parentOf(instance); owner !== null && owner !== this.#base; owner = parentOf(owner)) {
      if (Object.hasOwn(owner, key)) return owner;
    }
    return undefined;
  }
}

function parentOf(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}

function runWithin(runs: Runs, position: number): (original: Method) => Method {
  return (original) =>
    function implementation(...args) {
      const runId = runIdOf(args[position]);
      if (runId === undefined) return original.apply(this, args);
      const result = runs.within(runId, () => original.apply(this, args));
      if (isAsyncIterator(result)) readWithin(result, runId, () => isAborted(args[1]), runs);
      return result;
    };
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

function isAborted(options: unknown): boolean {
  return (options as { readonly signal?: { readonly aborted?: unknown } } | undefined)?.signal?.aborted === true;
}

/** A generator runs in the context of whoever reads it, so each step is put into the run. LangChain tells nothing of a reader who leaves. */
function readWithin(generator: AsyncIterator<unknown>, runId: string, wasAborted: () => boolean, runs: Runs): void {
  const { next, return: leave } = generator;
  runs.stream(runId);
  generator.next = (...args) => runs.within(runId, () => next.apply(generator, args));
  if (leave === undefined) return;
  generator.return = (...args) => {
    if (wasAborted()) runs.abort(runId);
    else runs.leave(runId);
    return runs.within(runId, () => leave.apply(generator, args));
  };
}
