/**
 * The object through which all copies of `@opentelemetry/api` 1.x in a process share what was registered. Its first registration
 * stamps it with the version of the copy that made it: from then on only copies of exactly that version can register, and only copies of
 * the same or an older minor version can read.
 */
export interface ApiGlobals {
  readonly version: string;
  trace?: unknown;
  metrics?: unknown;
  logs?: unknown;
  context?: unknown;
  propagation?: unknown;
  diag?: unknown;
}

export type GlobalSignal = 'trace' | 'metrics' | 'logs' | 'context' | 'propagation';

export const globalSignals = ['trace', 'metrics', 'logs', 'context', 'propagation'] as const satisfies readonly GlobalSignal[];

const key = Symbol.for('opentelemetry.js.api.1');
const holder = globalThis as { [key]?: ApiGlobals | undefined };

export function readApiGlobals(): ApiGlobals | undefined {
  return holder[key];
}

export function replaceApiGlobals(globals: ApiGlobals | undefined): void {
  if (globals === undefined) delete holder[key];
  else holder[key] = globals;
}
