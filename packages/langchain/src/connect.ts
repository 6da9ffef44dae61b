/** Where LangChain is entered: each entry point that loads is given to `connect`, which patches the classes that are in it. */
import { patchMethods, type Method, type Runs } from '@genspan/core/adapter';
import { createCallbackHandler, type CallbackHandler } from './callback-handler';
import { implementationsOf, patchImplementations } from './implementations';
import { hideRunId, runIdOf, type RunManager } from './run-manager';

/** CommonJS, ES modules and copies of LangChain hand managers to one another: a handler in each would tell every run twice. */
const handlers = new WeakMap<Runs, CallbackHandler>();

type Exports = Readonly<Record<string, unknown>>;
type Undo = () => void;

/** @throws TypeError where a class has not the methods that are known */
export function connect(exports: Exports, runs: Runs): Undo {
  const undos: Undo[] = [];
  const { CallbackManager, AsyncLocalStorageProviderSingleton: storage } = exports;
  if (typeof CallbackManager === 'function') undos.push(...patchManager(CallbackManager as ManagerClass, runs));
  if (typeof storage === 'object' && storage !== null) undos.push(patchStorage(storage, runs));
  for (const implementation of implementationsOf(exports)) undos.push(patchImplementations(implementation, runs));
  return () => {
    for (const undo of undos.toReversed()) undo();
  };
}

interface ManagerClass {
  readonly prototype: object;
}

interface Manager {
  readonly handlers: readonly unknown[];
  addHandler(handler: CallbackHandler, inherit: boolean): void;
}

function patchManager(managerClass: ManagerClass, runs: Runs): Undo[] {
  const handler = handlers.get(runs) ?? createCallbackHandler(runs);
  handlers.set(runs, handler);
  return [
    patchMethods(managerClass, { _configureSync: (original) => configureWith(handler, original) }),
    patchMethods(managerClass.prototype, {
      handleChainStart: (original) => watchManagers(runs, original, (manager) => manager),
      handleToolStart: (original) => watchManagers(runs, original, (manager) => manager),
      handleRetrieverStart: (original) => watchManagers(runs, original, (manager) => manager),
      handleLLMStart: (original) => watchManagers(runs, original, (manager) => manager),
      // A model that gives its message no id would find one in the run that it has only because of us.
      handleChatModelStart: (original) =>
        watchManagers(runs, original, (manager) => (isAlone(manager, handler) ? hideRunId(manager) : manager)),
    }),
  ];
}

/** The manager that is answered is a new one: arrays and managers of the application stay as they are, and its handlers come first. */
function configureWith(handler: CallbackHandler, original: Method): Method {
  return function _configureSync(inheritable, local, ...rest) {
    // Without any handler there is no manager, and nobody would gather tags and metadata.
    const own = inheritable || local ? inheritable : [handler];
    const manager = original.call(this, own, local, ...rest) as Manager | undefined;
    if (manager !== undefined && !manager.handlers.includes(handler)) manager.addHandler(handler, true);
    return manager;
  };
}

function isAlone(manager: RunManager, handler: CallbackHandler): boolean {
  return manager.handlers?.every((each) => each === handler) ?? false;
}

/** Whoever starts a run is given its manager, and ends it by that: a run whose manager is dropped was abandoned. */
function watchManagers(runs: Runs, original: Method, replace: (manager: RunManager) => RunManager): Method {
  const watch = (manager: RunManager): RunManager => {
    const runId = runIdOf(manager);
    const replacement = replace(manager);
    if (runId !== undefined) runs.heldBy(runId, replacement);
    return replacement;
  };
  return async function handleStart(...args) {
    const started = (await original.apply(this, args)) as RunManager | RunManager[];
    return Array.isArray(started) ? started.map(watch) : watch(started);
  };
}

/** Runs what the application wrote (functions, tools, nodes) inside its run. */
function patchStorage(storage: object, runs: Runs): Undo {
  const prototype = Object.getPrototypeOf(storage) as object;
  return patchMethods(prototype, {
    runWithConfig: (original) =>
      function runWithConfig(config, callback, ...rest) {
        const { callbacks } = (config ?? {}) as { readonly callbacks?: { readonly _parentRunId?: unknown } };
        const runId = callbacks?._parentRunId;
        if (typeof runId !== 'string' || typeof callback !== 'function') return original.call(this, config, callback, ...rest);
        return original.call(this, config, (...args: unknown[]) => runs.within(runId, () => callback(...args) as unknown), ...rest);
      },
  });
}
