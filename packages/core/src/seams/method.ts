/** Seam B, the method: an SDK whose calls are methods that return a promise, or a promise of an async iterable. */
import type { MethodAdapter, MethodTarget, Operation } from '../adapter';
import type { Call } from '../call/call';
import { followResult } from '../call/follow-result';
import { startCall } from '../call/start-call';
import type { Undo } from '../patch/module-hook';
import { applyPatch, undoAll, type Method } from '../patch/patch-registry';
import { processState } from '../patch/process-state';
import type { Pipeline } from '../pipeline';
import { ProviderResolver } from '../provider/resolve-provider';
import { ownerOf } from './owner-of';

/** @throws TypeError when none of the methods is there: a version nobody has seen. One that only some versions have may be missing. */
export function applyMethodSeam(exports: Readonly<Record<string, unknown>>, adapter: MethodAdapter, pipeline: Pipeline): Undo {
  const methods = new Methods(adapter, pipeline);
  const { patchedOwners } = processState();
  const owners = new Set<object>();
  const undos: Undo[] = [];
  const undo = (): void => {
    undoAll(undos);
    for (const owner of owners) patchedOwners.delete(owner);
  };
  let foundCount = 0;
  for (const [path, operations] of byPath(adapter.operations)) {
    const found = findMethod(exports, path);
    if (found === undefined) continue;
    foundCount++;
    if (patchedOwners.has(found.owner) && !owners.has(found.owner)) continue;
    owners.add(found.owner);
    patchedOwners.add(found.owner);
    undos.push(applyPatch(found.owner, found.key, (original) => methods.wrap(original, operations)));
  }
  if (foundCount === 0) throw new TypeError('none of its methods is known');
  return undo;
}

function byPath(operations: readonly Operation<MethodTarget>[]): Map<string, Operation<MethodTarget>[]> {
  const paths = new Map<string, Operation<MethodTarget>[]>();
  for (const operation of operations) {
    const known = paths.get(operation.target.path);
    if (known === undefined) paths.set(operation.target.path, [operation]);
    else known.push(operation);
  }
  return paths;
}

function findMethod(
  exports: Readonly<Record<string, unknown>>,
  path: string,
): { readonly owner: object; readonly key: string } | undefined {
  const steps = path.split('.');
  const key = steps.pop() ?? '';
  let holder: unknown = exports;
  for (const step of steps) holder = (holder as Record<string, unknown> | undefined)?.[step];
  if (typeof holder !== 'object' || holder === null) return undefined;
  const owner = ownerOf(holder, key);
  return owner === undefined ? undefined : { owner, key };
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
      const { guard, telemetry } = methods.#pipeline;
      const call = guard.run('the start of a call', () => methods.#start(this, args, operations));
      if (call === undefined) return original.apply(this, args);
      let result: unknown;
      try {
        result = telemetry.api().context.with(call.requestContext, () => original.apply(this, args));
      } catch (error) {
        call.fail(error);
        throw error;
      }
      return followResult(result, call, methods.#pipeline);
    };
  }

  #start(instance: unknown, args: readonly unknown[], operations: readonly Operation<MethodTarget>[]): Call | undefined {
    for (const operation of operations) {
      const { bodyOf, accepts } = operation.target;
      const body = bodyOf === undefined ? args[0] : bodyOf(args, instance);
      if (accepts?.(body) === false) continue;
      return startCall(this.#pipeline, {
        operation,
        request: { body },
        provider: typeof instance === 'object' && instance !== null ? this.#providers.resolve(instance) : undefined,
        parentContext: this.#pipeline.telemetry.api().context.active(),
        startTimeMs: Date.now(),
        startTick: performance.now(),
      });
    }
    return undefined;
  }
}
