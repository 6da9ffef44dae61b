import type { Context } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { processState } from '../patch/process-state';
import { addToScope } from './scope';
import { describeScope, type ScopeValues } from './scope-attributes';
import { addToBaggage } from './scope-baggage';
import type { ScopeHost } from './scope-host';

export interface ScopeOptions {
  /**
   * Hands the values on to the services that are called, as W3C baggage, where the host is listed in `GENSPAN_BAGGAGE_HOSTS`.
   * @default false
   */
  readonly propagate?: boolean | undefined;
}

const maxSentences = 100;
const told = new Set<string>();

/**
 * Calls `fn`; every call, span and log line in it, and in what it awaits, carries the values. Scopes nest: the inner one wins, tags
 * add up. What `fn` returns or throws passes through untouched. Without a genspan at work it is just `fn()`.
 *
 * Never throws of itself: a value that does not fit is left out, with one warning.
 */
export function withAttributes<Result>(values: ScopeValues, fn: () => Result, options: ScopeOptions = {}): Result {
  const entered = enter(values, options);
  return entered === undefined ? fn() : entered.api.context.with(entered.context, fn);
}

function enter(values: unknown, options: ScopeOptions): { api: typeof OpenTelemetryApi; context: Context } | undefined {
  try {
    const host = processState().scopes;
    if (host === undefined) return undefined;
    const { attributes, problems } = describeScope(values);
    for (const sentence of problems) warnOnce(host, sentence);
    const api = host.api();
    const context = addToScope(api.context.active(), attributes);
    if (options?.propagate !== true) return { api, context };
    if (!host.sendsBaggage()) {
      warnOnce(
        host,
        "genspan: withAttributes cannot hand values on to other services here: the application's own OpenTelemetry decides what is sent.",
      );
      return { api, context };
    }
    return { api, context: addToBaggage(api.propagation, context, attributes) };
  } catch {
    // Values may be getters and proxies of the application's that throw; its function runs all the same.
    return undefined;
  }
}

function warnOnce(host: ScopeHost, sentence: string): void {
  if (told.has(sentence) || told.size >= maxSentences) return;
  told.add(sentence);
  host.warn(sentence);
}
