import { shadow } from '../call/shadow';

export type Within = <Result>(work: () => Result) => Result;

export function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { next, [Symbol.asyncIterator]: iterate } = value as Partial<AsyncIterableIterator<unknown>>;
  return typeof next === 'function' && typeof iterate === 'function';
}

/**
 * A generator runs in the context of whoever reads it, so each of its steps is put into another one. In place: it stays the object that the SDK
 * made.
 */
export function readWithin(iterator: AsyncIterator<unknown>, within: Within, onLeave: () => void): void {
  replace(iterator, 'next', (next) => (args) => within(() => next(args)));
  replace(iterator, 'throw', (fail) => (args) => within(() => fail(args)));
  replace(iterator, 'return', (leave) => (args) => {
    onLeave();
    return within(() => leave(args));
  });
}

type Step = (args: readonly unknown[]) => unknown;

function replace(iterator: AsyncIterator<unknown>, name: 'next' | 'throw' | 'return', wrap: (original: Step) => Step): void {
  const method: unknown = iterator[name];
  if (typeof method !== 'function') return;
  const step = wrap((args) => Reflect.apply(method, iterator, args) as unknown);
  shadow(iterator, name, (...args: readonly unknown[]) => step(args));
}
