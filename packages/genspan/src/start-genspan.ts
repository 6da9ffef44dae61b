import { hookModules, type LoadedModule, type ModuleListener } from '@genspan/core/module-hook';
import { processState } from '@genspan/core/process-state';
import { isDisabled } from '@genspan/core/settings';
import { adapters } from './adapters';
import { onFirstHttpServer } from './process/start-trigger';
import type { Observation } from './observation';
import { Warnings } from './process/warnings';

/**
 * Hooks the modules, and nothing else: a process that loads no supported SDK and starts no server (npm, tsc under NODE_OPTIONS)
 * pays for the hooks, exports nothing and says nothing. Everything else is loaded when there is first something to observe.
 */
export function startGenspan(): void {
  const state = processState();
  if (state.distribution !== undefined || isDisabled(process.env)) return;

  let observation: Observation | undefined;
  let hasFailed = false;
  const apiCopies: LoadedModule[] = [];
  const observe = (): Observation | undefined => {
    // A start that failed half-way is not made a second time.
    if (observation === undefined && !hasFailed) {
      const { Observation: LoadedObservation } = require('./observation') as typeof import('./observation');
      observation = new LoadedObservation(process.env, apiCopies.splice(0));
    }
    return observation;
  };
  const listeners: ModuleListener[] = adapters.map((entry) => ({
    ...entry,
    onLoad: (module) => observe()?.onSdkLoaded(module, entry),
  }));
  listeners.push({
    name: '@opentelemetry/api',
    // Where ES modules find API 1.9, which has no build of its own for them.
    subpaths: ['build/src/index'],
    onLoad: (module) => void (observation === undefined ? apiCopies.push(module) : observation.onApiLoaded(module)),
  });
  const contain = (error: unknown): void => {
    if (observation !== undefined) return observation.contain(error);
    if (hasFailed) return;
    hasFailed = true;
    // Not the message: it may quote the value of a variable.
    const cause = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : typeof error;
    new Warnings().tell(`genspan: it cannot start (${cause}); the application is not affected. Install genspan anew, or report this.`);
  };
  try {
    hookModules({ listeners, registersLoader: true, onError: contain });
  } catch (error) {
    contain(error);
  }
  const start = (): Observation | undefined => {
    try {
      return observe();
    } catch (error) {
      contain(error);
      return undefined;
    }
  };
  onFirstHttpServer(() => void start());
  state.distribution = {
    flush: async (timeoutMs) => observation?.flush(timeoutMs),
    pipeline: () => start()?.pipeline,
    modules: [],
  };
}
