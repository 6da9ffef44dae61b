import { types } from 'node:util';

/** Not `instanceof Promise`: inside a vm context, jest's for one, promises of the platform are of another realm's class. */
export function isThenable(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Of the platform's own class, of whatever realm: one of a class derived from it may be more. */
export function isPlainPromise(value: object): boolean {
  if (!types.isPromise(value)) return false;
  const ofPromise: unknown = Object.getPrototypeOf(value);
  const ofObject: unknown = ofPromise === null ? null : Object.getPrototypeOf(ofPromise);
  return ofObject !== null && Object.getPrototypeOf(ofObject) === null;
}
