/** What every span, event and log line inside a `withAttributes` carries, as part of the OpenTelemetry context. */
import type { Attributes, Context, Span } from '@opentelemetry/api';
import { mergeScopes } from './scope-attributes';

// `createContextKey` of every supported API is `Symbol.for`, so that all copies of the API share one key; a test holds this.
const scopeKey = Symbol.for('genspan scope');
const noAttributes: Attributes = Object.freeze({});

/** Attributes of the enclosing scopes, in convention names. */
export function readScope(context: Context): Attributes {
  return findScope(context) ?? noAttributes;
}

/** The innermost scope, one object for each `withAttributes`; `undefined` outside of all. */
export function findScope(context: Context): Attributes | undefined {
  return context.getValue(scopeKey) as Attributes | undefined;
}

/** A context whose scope has these attributes too. */
export function addToScope(context: Context, attributes: Attributes): Context {
  return context.setValue(scopeKey, Object.freeze(mergeScopes(readScope(context), attributes)));
}

/** For the start of every span of our own SDK: HTTP spans and the application's spans carry the scope too. */
export function onSpanStart(span: Pick<Span, 'setAttributes'>, parentContext: Context): void {
  const attributes = readScope(parentContext);
  if (attributes !== noAttributes) span.setAttributes(attributes);
}
