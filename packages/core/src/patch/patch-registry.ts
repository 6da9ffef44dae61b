import { findDescriptor } from './find-descriptor';
import type { Undo } from './module-hook';

export type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Replaces the method `owner[key]` by what `wrap` makes of it, and returns the undo.
 *
 * Patches stack: what was there before, ours or foreign, stays inside. After the undo the original descriptor is back; where
 * somebody has wrapped us in the meantime, theirs stays and ours only passes calls through.
 */
export function applyPatch(owner: object, key: string, wrap: (original: Method) => Method): Undo {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  const found = (owner as Record<string, unknown>)[key];
  if (typeof found !== 'function') throw new TypeError(`${key} is not a function`);
  const original = descriptor === undefined ? inherited(owner, key) : found;
  const replacement = wrap(original as Method);
  let active = true;
  function patched(this: unknown, ...args: unknown[]): unknown {
    return (active ? replacement : (original as Method)).apply(this, args);
  }
  Object.defineProperty(patched, 'name', { value: found.name, configurable: true });
  Object.defineProperty(patched, 'length', { value: found.length, configurable: true });
  Object.defineProperty(owner, key, {
    value: patched,
    writable: descriptor?.writable ?? true,
    enumerable: findDescriptor(owner, key)?.enumerable ?? false,
    configurable: true,
  });
  return () => {
    active = false;
    if (Object.getOwnPropertyDescriptor(owner, key)?.value !== patched) return;
    if (descriptor === undefined) delete (owner as Record<string, unknown>)[key];
    else Object.defineProperty(owner, key, descriptor);
  };
}

/** What is inherited is looked up at each call: somebody may wrap it on the base class later. */
function inherited(owner: object, key: string): Method {
  return function (...args) {
    return ((Object.getPrototypeOf(owner) as Record<string, Method>)[key] as Method).apply(this, args);
  };
}

/** Undoes in reverse order, each even when another one throws. */
export function undoAll(undos: readonly Undo[]): void {
  for (const undo of undos.toReversed()) {
    try {
      undo();
    } catch {
      // A frozen or replaced owner: nothing of ours is left to take back there.
    }
  }
}
