/** Not `instanceof Promise`: inside a vm context, jest's for one, promises of the platform are of another realm's class. */
export function isThenable(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
