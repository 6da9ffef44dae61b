import type { FrameworkTarget, Operation } from '../adapter';
import type { Undo } from '../patch/module-hook';
import { OwnerUndos } from '../patch/owner-undos';
import { applyPatch, type Method } from '../patch/patch-registry';
import { unwrapModel } from './model-wrappers';
import { ownerOf } from './owner-of';

type ModelOperation = Operation<FrameworkTarget>;

/**
 * Patches the methods of models where they are defined: once for all models of a class, or on the object that has them itself, such as a
 * model in a wrapper. The model stays the object that it was, with its private fields.
 */
export class ModelPatches {
  readonly #operations: readonly ModelOperation[];
  readonly #wrap: (original: Method, operation: ModelOperation) => Method;
  readonly #undos = new OwnerUndos();
  readonly #patched = new WeakMap<object, Set<string>>();

  constructor(operations: readonly ModelOperation[], wrap: (original: Method, operation: ModelOperation) => Method, undos: Undo[]) {
    this.#operations = operations;
    this.#wrap = wrap;
    undos.push(this.#undos.undoAll);
  }

  patch(given: unknown): void {
    if (typeof given !== 'object' || given === null) return;
    const model = unwrapModel(given);
    for (const operation of this.#operations) {
      const { path } = operation.target;
      const owner = ownerOf(model, path);
      if (owner === undefined || this.#patched.get(owner)?.has(path)) continue;
      this.#patched.set(owner, (this.#patched.get(owner) ?? new Set()).add(path));
      const undo = applyPatch(owner, path, (original) => this.#wrap(original, operation));
      // A model in a wrapper is often made for one call: what is left of ours on it does nothing outside our functions.
      if (owner !== model) this.#undos.add(owner, undo);
    }
  }
}
