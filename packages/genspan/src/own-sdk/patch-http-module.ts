import type * as Http from 'node:http';
import type * as Https from 'node:https';
import type { InstrumentationModuleDefinition } from '@opentelemetry/instrumentation';

type HttpModule = typeof Http | typeof Https;
type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Applies an HTTP instrumentation to a built-in module by switches of our own. Its own undo removes whatever wrapper is outermost,
 * which is another one when the application has started its instrumentation after us; a switch turned off passes straight through,
 * wherever it stands in the stack.
 */
export function patchHttpModule(definition: InstrumentationModuleDefinition): () => void {
  const target = process.getBuiltinModule(definition.name) as HttpModule | undefined;
  if (target === undefined) return () => {};
  // The instrumentation patches this stand-in; what it made of it is then put behind the switches.
  const instrumented = { request: target.request, get: target.get, Server: { prototype: { emit: target.Server.prototype.emit } } };
  definition.patch?.(instrumented);
  const undos = [
    addSwitch(target, 'request', instrumented.request),
    addSwitch(target, 'get', instrumented.get),
    addSwitch(target.Server.prototype, 'emit', instrumented.Server.prototype.emit),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

function addSwitch<Owner extends object, Name extends keyof Owner & string>(
  owner: Owner,
  name: Name,
  instrumented: Owner[Name],
): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const original = owner[name] as AnyFunction;
  let active = instrumented as AnyFunction;
  const switched = {
    [name](this: unknown, ...args: unknown[]): unknown {
      return active.apply(this, args);
    },
  }[name] as AnyFunction;
  Object.defineProperty(switched, 'length', { value: original.length, configurable: true });
  Object.defineProperty(owner, name, { value: switched, writable: true, enumerable: before?.enumerable ?? true, configurable: true });
  return () => {
    active = original;
    if (owner[name] !== switched) return;
    if (before === undefined) delete owner[name];
    else Object.defineProperty(owner, name, before);
  };
}
