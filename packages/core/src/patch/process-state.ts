import type { AsyncRedactor } from '../content/async-redactor';
import type { ScopeHost } from '../context/scope-host';
import type { Pipeline } from '../pipeline';
import type { RegisteredEvaluator } from '../quality/evaluate';
import type { LoadedModule } from './module-hook';

/**
 * What exists once per process however many copies of genspan are loaded (CommonJS and ES module applications share one;
 * nested installs do not): a class patched twice would give two spans per call.
 */
export interface ProcessState {
  readonly patchedOwners: WeakSet<object>;
  /** Set by `genspan/register`, once per process. */
  distribution?: Distribution | undefined;
  /** Set by the application, by `redactWith`. */
  asyncRedactor?: AsyncRedactor | undefined;
  /** Set by the application, by `evaluate`. */
  evaluators?: Set<RegisteredEvaluator> | undefined;
  /** Sentences for the genspan that is at work, once it is. */
  untoldWarnings?: Set<string> | undefined;
  /** A transport speaks on the stdout of this process: a line of ours in between would break it. */
  isStdoutTaken?: boolean | undefined;
  /** Set by the genspan that is at work: `withAttributes` may be called through another copy. */
  scopes?: ScopeHost | undefined;
}

export interface Distribution {
  flush(timeoutMs: number): Promise<void>;
  /** Through which classes that are patched by hand report; started if it is not. `undefined`: it cannot start. */
  pipeline(): Pipeline | undefined;
  /** The SDK copies that were loaded, for `genspan doctor`; `reason` where one was left alone. */
  readonly modules: SeenModule[];
}

export interface SeenModule extends Omit<LoadedModule, 'exports'> {
  readonly reason?: string | undefined;
}

const key = Symbol.for('genspan.0');

export function processState(): ProcessState {
  const holder = globalThis as { [key]?: ProcessState };
  holder[key] ??= { patchedOwners: new WeakSet() };
  return holder[key];
}
