import type { Attributes, AttributeValue, Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { addToScope } from './scope';
import { isScopeAttribute, maxScopeAttributes } from './scope-attributes';

const keyPrefix = 'genspan.';

/** Adds the attributes to the W3C baggage of the context, under keys of genspan's own: `genspan.user.id`. */
export function addToBaggage(propagation: typeof OpenTelemetryApi.propagation, context: Context, attributes: Attributes): Context {
  let baggage = propagation.getBaggage(context) ?? propagation.createBaggage();
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) baggage = baggage.setEntry(encodeName(name), { value: encodeValue(value) });
  }
  return propagation.setBaggage(context, baggage);
}

/** Opens the scope that a request brings along in its baggage. What is sent stays the inner propagator's affair. */
export class ScopePropagator implements TextMapPropagator {
  readonly #inner: TextMapPropagator;
  readonly #propagation: typeof OpenTelemetryApi.propagation;

  constructor(inner: TextMapPropagator, propagation: typeof OpenTelemetryApi.propagation) {
    this.#inner = inner;
    this.#propagation = propagation;
  }

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    this.#inner.inject(context, carrier, setter);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const extracted = this.#inner.extract(context, carrier, getter);
    const attributes: Attributes = {};
    let count = 0;
    for (const [key, { value: text }] of this.#propagation.getBaggage(extracted)?.getAllEntries() ?? []) {
      const decoded = count < maxScopeAttributes ? decode(key, text) : undefined;
      if (decoded === undefined) continue;
      attributes[decoded.name] = decoded.value;
      count++;
    }
    return count === 0 ? extracted : addToScope(extracted, attributes);
  }

  fields(): string[] {
    return this.#inner.fields();
  }
}

function encodeName(name: string): string {
  return name.startsWith(keyPrefix) ? name : keyPrefix + name;
}

function encodeValue(value: AttributeValue): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** Anybody who can send a request can send baggage: only what `withAttributes` itself could have made counts. */
function decode(key: string, text: string): { readonly name: string; readonly value: AttributeValue } | undefined {
  if (!key.startsWith(keyPrefix)) return undefined;
  for (const name of [key, key.slice(keyPrefix.length)]) {
    for (const value of [text, parseArray(text)]) {
      if (isScopeAttribute(name, value)) return { name, value: value as AttributeValue };
    }
  }
  return undefined;
}

function parseArray(text: string): unknown {
  if (!text.startsWith('[')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
