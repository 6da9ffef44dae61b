import type { Undo } from './module-hook';

/** Shows each answer of a getter to `see` before the application has it. `see` must not throw. */
export function watchGetter(owner: object, key: string, see: (answer: unknown) => void): Undo {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  const get = descriptor?.get;
  if (descriptor === undefined || get === undefined) throw new TypeError(`${key} is no getter`);
  let active = true;
  const watching: PropertyDescriptor = {
    ...descriptor,
    get(this: unknown): unknown {
      const answer: unknown = get.call(this);
      if (active) see(answer);
      return answer;
    },
  };
  Object.defineProperty(owner, key, watching);
  return () => {
    active = false;
    if (Object.getOwnPropertyDescriptor(owner, key)?.get === watching.get) Object.defineProperty(owner, key, descriptor);
  };
}
