/** The class that makes the managers of runs: our handler is put into each, and each run is watched by the manager it is given. */
import { patchMethods, type Method, type Runs } from '@genspan/core/adapter';
import { createCallbackHandler, type CallbackHandler } from './callback-handler';
import { hideRunId, runIdOf, type RunManager } from './run-manager';

/** CommonJS, ES modules and copies of LangChain hand managers to one another: a handler in each would tell every run twice. */
const handlers = new WeakMap<Runs, CallbackHandler>();

interface Manager {
  readonly handlers: readonly unknown[];
  addHandler(handler: CallbackHandler, inherit: boolean): void;
}

/** @throws TypeError where the class has not the methods that are known */
export function patchCallbackManager(managerClass: { readonly prototype: object }, runs: Runs): (() => void)[] {
  const handler = handlers.get(runs) ?? createCallbackHandler(runs);
  handlers.set(runs, handler);
  const watched = (original: Method): Method => watchManagers(runs, original, (manager) => manager);
  // A model that gives its message no id would find one in the run that it has only because of us.
  const watchedModel = (original: Method): Method =>
    watchManagers(runs, original, (manager) => (isAlone(manager, handler) ? hideRunId(manager) : manager));
  const undo = patchMethods(managerClass, { _configureSync: (original) => configureWith(handler, original) });
  try {
    const starts = { handleChainStart: watched, handleToolStart: watched, handleRetrieverStart: watched, handleLLMStart: watched };
    return [undo, patchMethods(managerClass.prototype, { ...starts, handleChatModelStart: watchedModel })];
  } catch (error) {
    undo();
    throw error;
  }
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
  return function handleStart(...args) {
    return runs.whenAnswered(original.apply(this, args), (started) =>
      Array.isArray(started) ? started.map((manager: RunManager) => watch(manager)) : watch(started as RunManager),
    );
  };
}
