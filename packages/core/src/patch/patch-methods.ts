import type { Undo } from './module-hook';
import { applyPatch, undoAll, type Method } from './patch-registry';
import { processState } from './process-state';

/**
 * Replaces methods of one object by what the functions make of them, once in the process however many copies of genspan are loaded, and
 * returns the undo.
 *
 * @throws TypeError when one of the methods is not there; then none is replaced
 */
export function patchMethods(owner: object, wraps: Readonly<Record<string, (original: Method) => Method>>): Undo {
  const { patchedOwners } = processState();
  if (patchedOwners.has(owner)) return () => {};
  const undos: Undo[] = [];
  try {
    for (const [key, wrap] of Object.entries(wraps)) undos.push(applyPatch(owner, key, wrap));
  } catch (error) {
    undoAll(undos);
    throw error;
  }
  patchedOwners.add(owner);
  return () => {
    undoAll(undos);
    patchedOwners.delete(owner);
  };
}
