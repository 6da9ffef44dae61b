import { asRecord, Implementations, type Method, type Runs } from '@genspan/core/adapter';
import { runIdOf } from './run-manager';

/** Places among the arguments of a method. */
export interface Places {
  readonly manager: number;
  /** Of a method whose answer is read chunk by chunk: that of the options, which hold the signal. */
  readonly streamOptions?: number;
}

/**
 * Models, tools and retrievers do their work in methods that each class has of its own and that are given the manager of their run: the
 * requests, searches and embeddings made there belong to that run. LangChain's callbacks cannot set a context, so these methods are patched.
 */
export function implementationsBelow(base: object, methods: Readonly<Record<string, Places>>, runs: Runs): Implementations {
  return new Implementations(
    base,
    Object.fromEntries(Object.entries(methods).map(([name, places]) => [name, (original) => runWithin(original, places, runs)])),
  );
}

function runWithin(original: Method, { manager, streamOptions }: Places, runs: Runs): Method {
  return function implementation(...args) {
    const runId = runIdOf(args[manager]);
    if (runId === undefined) return original.apply(this, args);
    const result = runs.within(runId, () => original.apply(this, args));
    // LangChain tells nothing of a reader who leaves.
    if (streamOptions !== undefined) runs.stream(runId, result, asRecord(args[streamOptions])?.signal);
    return result;
  };
}
