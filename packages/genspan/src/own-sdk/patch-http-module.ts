import type * as Http from 'node:http';
import type * as Https from 'node:https';
import { applyPatch, undoAll, type Method } from '@genspan/core/patch-registry';
import type { InstrumentationModuleDefinition } from '@opentelemetry/instrumentation';

type HttpModule = typeof Http | typeof Https;

/**
 * Applies an HTTP instrumentation to a built-in module by patches of our own. Its own undo removes whatever wrapper is outermost,
 * which is another one when the application has started its instrumentation after us; ours, undone, passes straight through,
 * wherever it stands in the stack.
 */
export function patchHttpModule(definition: InstrumentationModuleDefinition): () => void {
  const target = process.getBuiltinModule(definition.name) as HttpModule | undefined;
  if (target === undefined) return () => {};
  // The instrumentation patches this stand-in; what it made of it is then put behind our patches.
  const instrumented = { request: target.request, get: target.get, Server: { prototype: { emit: target.Server.prototype.emit } } };
  definition.patch?.(instrumented);
  const undos = [
    applyPatch(target, 'request', () => instrumented.request as Method),
    applyPatch(target, 'get', () => instrumented.get as Method),
    applyPatch(target.Server.prototype, 'emit', () => instrumented.Server.prototype.emit as Method),
  ];
  return () => undoAll(undos);
}
