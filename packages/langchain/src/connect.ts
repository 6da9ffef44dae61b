/** Where LangChain is entered: each entry point that loads is given to `connect`, which patches the classes that are in it. */
import { patchMethods, type Method, type Runs } from '@genspan/core/adapter';
import { patchCallbackManager } from './callback-manager';
import { implementationsBelow } from './implementations';
import { rememberTool, watchInput } from './tool-calls';

type Undo = () => void;
type BaseClass = { readonly prototype: object };

const modelMethods = { _generate: { manager: 2 }, _streamResponseChunks: { manager: 2, streamOptions: 1 } };

/** By the name of the export. */
const patches: Readonly<Record<string, (exported: BaseClass, runs: Runs) => readonly Undo[]>> = {
  CallbackManager: patchCallbackManager,
  AsyncLocalStorageProviderSingleton: (storage, runs) => [
    patchMethods(Object.getPrototypeOf(storage) as object, { runWithConfig: (original) => runWithin(original, runs) }),
  ],
  BaseChatModel: patchModel,
  BaseLLM: patchModel,
  BaseRetriever: ({ prototype }, runs) => {
    const implementations = implementationsBelow(prototype, { _getRelevantDocuments: { manager: 1 } }, runs);
    return [patchMethods(prototype, { invoke: (original) => implementations.enter(original) }), implementations.undo];
  },
  StructuredTool: ({ prototype }, runs) => {
    const implementations = implementationsBelow(prototype, { _call: { manager: 1 } }, runs);
    const call = (original: Method): Method => watchInput(implementations.enter(original), runs);
    return [patchMethods(prototype, { call, toJSON: rememberTool }), implementations.undo];
  },
};

/** @throws TypeError where a class has not the methods that are known */
export function connect(exports: Readonly<Record<string, unknown>>, runs: Runs): Undo {
  const undos = Object.entries(patches).flatMap(([name, patch]) => {
    const exported = exports[name];
    return typeof exported === 'function' || (typeof exported === 'object' && exported !== null) ? patch(exported as BaseClass, runs) : [];
  });
  return () => {
    for (const undo of undos.toReversed()) undo();
  };
}

function patchModel({ prototype }: BaseClass, runs: Runs): Undo[] {
  const implementations = implementationsBelow(prototype, modelMethods, runs);
  const enter = (original: Method): Method => implementations.enter(original);
  return [patchMethods(prototype, { _generateUncached: enter, _streamIterator: enter }), implementations.undo];
}

/** What the application wrote (functions, tools, nodes) runs inside its run. */
function runWithin(original: Method, runs: Runs): Method {
  return function runWithConfig(config, callback, ...rest) {
    const { callbacks } = (config ?? {}) as { readonly callbacks?: { readonly _parentRunId?: unknown } };
    const runId = callbacks?._parentRunId;
    if (typeof runId !== 'string' || typeof callback !== 'function') return original.call(this, config, callback, ...rest);
    return original.call(this, config, (...args: unknown[]) => runs.within(runId, () => callback(...args) as unknown), ...rest);
  };
}
