/** `withAttributes`: what every span, event and log line inside a function carries. */
import type { Attributes, Context, Span } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { processState } from '../patch/process-state';
import { describeScope, mergeScopes, type ScopeValues } from './scope-attributes';
import type { ScopeHost } from './scope-host';

export interface ScopeOptions {
  /**
   * Hands the values on to the services that are called, as W3C baggage, where the host is listed in `GENSPAN_BAGGAGE_HOSTS`.
   * Default: `false`.
   */
  readonly propagate?: boolean | undefined;
}

// `createContextKey` of every supported API is `Symbol.for`, so that all copies of the API share one key; a test holds this.
const scopeKey = Symbol.for('genspan scope');
const propagatedKey = Symbol.for('genspan scope to propagate');
const noAttributes: Attributes = Object.freeze({});
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

/** Attributes of the enclosing scopes, in convention names. */
export function readScope(context: Context): Attributes {
  return (context.getValue(scopeKey) as Attributes | undefined) ?? noAttributes;
}

/** The part of the scope that is to be handed on to other services. */
export function readPropagatedScope(context: Context): Attributes {
  return (context.getValue(propagatedKey) as Attributes | undefined) ?? noAttributes;
}

/** A context whose scope has these attributes too. */
export function addToScope(context: Context, attributes: Attributes, propagate: boolean): Context {
  const inScope = context.setValue(scopeKey, Object.freeze(mergeScopes(readScope(context), attributes)));
  if (!propagate) return inScope;
  return inScope.setValue(propagatedKey, Object.freeze(mergeScopes(readPropagatedScope(context), attributes)));
}

/** For the start of every span of our own SDK: HTTP spans and the application's spans carry the scope too. */
export function onSpanStart(span: Pick<Span, 'setAttributes'>, parentContext: Context): void {
  const attributes = readScope(parentContext);
  if (attributes !== noAttributes) span.setAttributes(attributes);
}

function enter(values: unknown, options: ScopeOptions): { api: typeof OpenTelemetryApi; context: Context } | undefined {
  try {
    const host = processState().scopes;
    if (host === undefined) return undefined;
    const { attributes, problems } = describeScope(values);
    for (const sentence of problems) warnOnce(host, sentence);
    const api = host.api();
    return { api, context: addToScope(api.context.active(), attributes, options?.propagate === true) };
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
