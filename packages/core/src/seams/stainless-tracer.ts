import type { Undo } from '../patch/module-hook';

/**
 * Answers `undefined` where an SDK looks for its own tracer: without one it makes no spans, and there is one span per call.
 *
 * Not by its environment variable, which child processes would inherit. The SDK's own value is kept and given back after the undo.
 */
export function hideOwnTracer(owner: object, property: string): Undo {
  const descriptor = Object.getOwnPropertyDescriptor(owner, property);
  const tracers = new WeakMap<object, unknown>();
  let active = true;
  Object.defineProperty(owner, property, {
    get(this: object) {
      return active ? undefined : tracers.get(this);
    },
    set(this: object, value: unknown) {
      tracers.set(this, value);
    },
    enumerable: false,
    configurable: true,
  });
  return () => {
    active = false;
    // Clients made meanwhile keep their tracer behind the accessor: removing it would take the tracer away from them.
    if (descriptor !== undefined) Object.defineProperty(owner, property, descriptor);
  };
}
