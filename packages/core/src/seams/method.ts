/** Seam B, the method: an SDK whose calls are methods that return a promise, or a promise of an async iterable. */
import type { MethodAdapter, MethodTarget, Operation } from '../adapter';
import type { Call } from '../call/call';
import { followResult } from '../call/follow-result';
import { runCall } from '../call/run-call';
import { startCall } from '../call/start-call';
import type { Undo } from '../patch/module-hook';
import { applyPatch, undoAll, type Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import { watchGetter } from '../patch/watch-getter';
import type { Pipeline } from '../pipeline';
import { ProviderResolver } from '../provider/resolve-provider';
import { Attempt } from './attempt';
import { findMethod } from './find-method';
import { ownerOf } from './owner-of';
import { followSdkPromise, isSdkPromise } from './stainless-promise';

/** @throws TypeError when none of the methods is there: a version nobody has seen. One that only some versions have may be missing. */
export function applyMethodSeam(exports: Readonly<Record<string, unknown>>, adapter: MethodAdapter, pipeline: Pipeline): Undo {
  const methods = new Methods(adapter, pipeline);
  const owners = new Owners();
  const undos: Undo[] = [];
  const undo = (): void => {
    undoAll(undos);
    owners.release();
  };
  const patch = (owner: object, key: string, operations: readonly Operation<MethodTarget>[]): void => {
    undos.push(applyPatch(owner, key, (original) => methods.wrap(original, operations)));
  };
  let foundCount = 0;
  try {
    for (const [path, operations] of Map.groupBy(adapter.operations, ({ target }) => target.path)) {
      const found = findMethod(exports, path);
      if (found === undefined) continue;
      foundCount++;
      if (!owners.take(found.owner)) continue;
      const { key } = found;
      if (!('getter' in found)) {
        patch(found.owner, key, operations);
        continue;
      }
      const patched = new WeakSet<object>();
      const seeAnswer = (answer: unknown): void => {
        const owner = typeof answer === 'object' && answer !== null ? ownerOf(answer, key) : undefined;
        if (owner === undefined || patched.has(owner)) return;
        patched.add(owner);
        if (owners.take(owner)) patch(owner, key, operations);
      };
      undos.push(
        watchGetter(found.owner, found.getter, (answer) => pipeline.guard.run('the watching of a getter', () => seeAnswer(answer))),
      );
    }
    if (foundCount === 0) throw new TypeError('none of its methods is known');
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** Objects that this seam has patched, while no other copy of genspan has. */
class Owners {
  readonly #taken = new Set<object>();
  readonly #patchedOwners = processState().patchedOwners;

  take(owner: object): boolean {
    if (this.#patchedOwners.has(owner)) return this.#taken.has(owner);
    this.#taken.add(owner);
    this.#patchedOwners.add(owner);
    return true;
  }

  release(): void {
    for (const owner of this.#taken) this.#patchedOwners.delete(owner);
  }
}

class Methods {
  readonly #pipeline: Pipeline;
  readonly #providers: ProviderResolver;

  constructor(adapter: MethodAdapter, pipeline: Pipeline) {
    this.#pipeline = pipeline;
    this.#providers = new ProviderResolver(adapter, pipeline.settings.providerMap, pipeline.guard);
  }

  wrap(original: Method, operations: readonly Operation<MethodTarget>[]): Method {
    const methods = this;
    return function method(...args) {
      const call = methods.#pipeline.guard.run('the start of a call', () => methods.#start(this, args, operations));
      if (call === undefined) return original.apply(this, args);
      return methods.#follow(
        runCall(call, methods.#pipeline, () => original.apply(this, args)),
        call,
      );
    };
  }

  #follow(result: unknown, call: Call): unknown {
    if (!isSdkPromise(result)) return followResult(result, call, this.#pipeline);
    // What calls `then` on it would parse the body, and the application could not have it raw any more.
    const attempt = new Attempt(this.#pipeline.abandoned, () => call.requestContext);
    attempt.begin(call);
    this.#pipeline.guard.run('the watching of a promise', () => followSdkPromise(result, attempt, this.#pipeline));
    return result;
  }

  #start(instance: unknown, args: readonly unknown[], operations: readonly Operation<MethodTarget>[]): Call | undefined {
    const { guard } = this.#pipeline;
    for (const operation of operations) {
      const { bodyOf, accepts, signalOf } = operation.target;
      const body = bodyOf === undefined ? args[0] : guard.run('bodyOf', () => bodyOf(args, instance));
      if (guard.run('accepts', () => accepts?.(body)) === false) continue;
      return startCall(this.#pipeline, {
        operation,
        request: { body },
        provider: typeof instance === 'object' && instance !== null ? this.#providers.resolve(instance) : undefined,
        parentContext: this.#pipeline.telemetry.api().context.active(),
        startTimeMs: Date.now(),
        startTick: performance.now(),
        abort: signalOf === undefined ? undefined : { signal: guard.run('signalOf', () => signalOf(args, instance)) },
      });
    }
    return undefined;
  }
}
