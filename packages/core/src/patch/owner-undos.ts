import type { Undo } from './module-hook';
import { undoAll } from './patch-registry';

/** Undos of patches on objects that come and go, such as a class made for one request: what the application drops is not kept by them. */
export class OwnerUndos {
  readonly #undos = new WeakMap<object, Undo[]>();
  readonly #owners = new Set<WeakRef<object>>();
  readonly #dropped = new FinalizationRegistry<WeakRef<object>>((owner) => this.#owners.delete(owner));

  add(owner: object, undo: Undo): void {
    const undos = this.#undos.get(owner);
    if (undos !== undefined) return void undos.push(undo);
    this.#undos.set(owner, [undo]);
    const reference = new WeakRef(owner);
    this.#owners.add(reference);
    this.#dropped.register(owner, reference);
  }

  readonly undoAll = (): void => {
    for (const reference of this.#owners) {
      const owner = reference.deref();
      if (owner !== undefined) undoAll(this.#undos.get(owner)?.splice(0) ?? []);
    }
  };
}
