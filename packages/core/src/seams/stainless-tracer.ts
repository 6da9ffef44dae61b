import type { Undo } from '../patch/module-hook';

/**
 * Answers `undefined` where an SDK looks for its own tracer: without one it makes no spans, and there is one span per call.
 *
 * Not by its environment variable, which child processes would inherit. Each client keeps its own enumerable property, and its
 * tracer behind it: the clients made meanwhile trace by themselves again after the undo.
 */
export function hideOwnTracer(owner: object, property: string): Undo {
  const descriptor = Object.getOwnPropertyDescriptor(owner, property);
  let active = true;
  const hideIn = (client: object, tracer: unknown): void => {
    let hidden = tracer;
    Object.defineProperty(client, property, {
      get: () => (active ? undefined : hidden),
      set: (value: unknown) => {
        hidden = value;
      },
      enumerable: true,
      configurable: true,
    });
  };
  // The constructor's assignment finds this setter on the prototype.
  Object.defineProperty(owner, property, {
    get: () => undefined,
    set(this: object, value: unknown) {
      hideIn(this, value);
    },
    enumerable: false,
    configurable: true,
  });
  return () => {
    active = false;
    if (descriptor === undefined) delete (owner as Record<string, unknown>)[property];
    else Object.defineProperty(owner, property, descriptor);
  };
}
