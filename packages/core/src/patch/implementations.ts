import { OwnerUndos } from './owner-undos';
import { patchMethods } from './patch-methods';
import type { Method } from './patch-registry';

/**
 * Methods that each class below a base class has of its own, and that methods of the base class call. They are patched where they are
 * defined, when an instance first enters the base class: its own methods of these names stay what they are.
 */
export class Implementations {
  readonly #base: object;
  readonly #wraps: Readonly<Record<string, (original: Method) => Method>>;
  readonly #seen = new WeakSet<object>();
  readonly #undos = new OwnerUndos();

  /** `base`: the prototype of the base class. */
  constructor(base: object, wraps: Readonly<Record<string, (original: Method) => Method>>) {
    this.#base = base;
    this.#wraps = wraps;
  }

  readonly undo = (): void => this.#undos.undoAll();

  /** For the methods of the base class through which every call goes. */
  enter(original: Method): Method {
    const implementations = this;
    return function entry(...args) {
      for (const key of Object.keys(implementations.#wraps)) implementations.#patch(this, key);
      return original.apply(this, args);
    };
  }

  #patch(instance: unknown, key: string): void {
    try {
      const owner = this.#definerOf(instance, key);
      if (owner === undefined || this.#seen.has(owner)) return;
      this.#seen.add(owner);
      const own = Object.entries(this.#wraps).filter(([method]) => Object.hasOwn(owner, method));
      this.#undos.add(owner, patchMethods(owner, Object.fromEntries(own)));
    } catch {
      // A frozen class keeps its method.
    }
  }

  /** The class below the base that has the method; one that the application has put on the instance is left to it. */
  #definerOf(instance: unknown, key: string): object | undefined {
    if (typeof instance !== 'object' || instance === null || Object.hasOwn(instance, key)) return undefined;
    for (let owner = parentOf(instance); owner !== null && owner !== this.#base; owner = parentOf(owner)) {
      if (Object.hasOwn(owner, key)) return owner;
    }
    return undefined;
  }
}

function parentOf(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}
