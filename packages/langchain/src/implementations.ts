/**
 * Models, tools and retrievers do their work in methods that each class has of its own and that are given the manager of their run: the
 * requests, searches and embeddings made there belong to that run. LangChain's callbacks cannot set a context, so these methods are patched
 * where they are defined, when an instance first enters the method of the base class that calls them.
 */
import { patchMethods, type Method, type Runs } from '@genspan/core/adapter';
import { runIdOf } from './run-manager';

export interface Implementation {
  readonly baseClass: { readonly prototype: object };
  /** Methods of the base class through which every run goes. */
  readonly entries: readonly string[];
  /** Methods of the derived classes, with the position of the run's manager among their arguments. */
  readonly methods: Readonly<Record<string, number>>;
}

const model = { entries: ['_generateUncached', '_streamIterator'], methods: { _generate: 2, _streamResponseChunks: 2 } };

const known: Readonly<Record<string, Omit<Implementation, 'baseClass'>>> = {
  BaseChatModel: model,
  BaseLLM: model,
  StructuredTool: { entries: ['call'], methods: { _call: 1 } },
  BaseRetriever: { entries: ['invoke', 'getRelevantDocuments'], methods: { _getRelevantDocuments: 1 } },
};

export function implementationsOf(exports: Readonly<Record<string, unknown>>): Implementation[] {
  return Object.entries(known).flatMap(([name, implementation]) => {
    const baseClass = exports[name];
    return typeof baseClass === 'function' ? [{ ...implementation, baseClass: baseClass as Implementation['baseClass'] }] : [];
  });
}

/** @throws TypeError where the base class has none of the entries */
export function patchImplementations({ baseClass, entries, methods }: Implementation, runs: Runs): () => void {
  const { prototype } = baseClass;
  const undos: (() => void)[] = [];
  const seen = new WeakSet<object>();
  const enter = (original: Method): Method =>
    function entry(...args) {
      for (const key of Object.keys(methods)) {
        const owner = definerOf(this, key, prototype);
        if (owner === undefined || seen.has(owner)) continue;
        seen.add(owner);
        undos.push(patchDefiner(owner, methods, runs));
      }
      return original.apply(this, args);
    };
  const present = entries.filter((key) => key in prototype);
  if (present.length === 0) throw new TypeError(`none of ${entries.join(', ')} is there`);
  undos.push(patchMethods(prototype, Object.fromEntries(present.map((key) => [key, enter]))));
  return () => {
    for (const undo of undos.toReversed()) undo();
  };
}

/** The class below `base` that has the method; a method that the application has put on the instance is left to it. */
function definerOf(instance: unknown, key: string, base: object): object | undefined {
  if (typeof instance !== 'object' || instance === null || Object.hasOwn(instance, key)) return undefined;
  for (let owner = parentOf(instance); owner !== null && owner !== base; owner = parentOf(owner)) {
    if (Object.hasOwn(owner, key)) return owner;
  }
  return undefined;
}

function parentOf(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}

function patchDefiner(owner: object, methods: Implementation['methods'], runs: Runs): () => void {
  const own = Object.entries(methods).filter(([key]) => Object.hasOwn(owner, key));
  try {
    return patchMethods(owner, Object.fromEntries(own.map(([key, position]) => [key, runWithin(runs, position)])));
  } catch {
    // A frozen class keeps its method: what is requested there then belongs to the run around.
    return () => {};
  }
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
  generator.next = (...args) => runs.within(runId, () => next.apply(generator, args));
  if (leave === undefined) return;
  generator.return = (...args) => {
    if (wasAborted()) runs.abort(runId);
    else runs.leave(runId);
    return runs.within(runId, () => leave.apply(generator, args));
  };
}
