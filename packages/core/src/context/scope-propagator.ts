import type { Attributes, AttributeValue, Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import type * as OpenTelemetryApi from '@opentelemetry/api';
import { ATTR_SERVER_ADDRESS, ATTR_SERVER_PORT } from '../semconv';
import { addToScope, readPropagatedScope } from './scope';
import { isScopeAttribute, maxScopeAttributes } from './scope-attributes';

type PropagatorApi = Pick<typeof OpenTelemetryApi, 'propagation' | 'trace'>;

const keyPrefix = 'genspan.';
/** `SpanKind.CLIENT` of the API, which core does not import. */
const clientKind = 2;

/**
 * Lets baggage out to listed hosts only, adds the scopes that were entered with `propagate`, and reads them back on arrival.
 *
 * The host is that of the HTTP client span being started, which both HTTP instrumentations put into the context they inject. Without
 * such a span (a trace that is not sampled, a manual `propagation.inject`) the host is unknown, and no baggage is sent.
 *
 * `baggageHosts`: `host`, `host:port` or `*.domain`, in lower case.
 */
export class ScopePropagator implements TextMapPropagator {
  readonly #inner: TextMapPropagator;
  readonly #api: () => PropagatorApi;
  readonly #baggageHosts: readonly string[];

  constructor(inner: TextMapPropagator, api: () => PropagatorApi, baggageHosts: readonly string[]) {
    this.#inner = inner;
    this.#api = api;
    this.#baggageHosts = baggageHosts;
  }

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    this.#inner.inject(this.#outgoing(context), carrier, setter);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const extracted = this.#inner.extract(context, carrier, getter);
    const attributes: Attributes = {};
    for (const [key, entry] of this.#api().propagation.getBaggage(extracted)?.getAllEntries() ?? []) {
      if (Object.keys(attributes).length >= maxScopeAttributes) break;
      const decoded = decode(key, entry.value);
      if (decoded !== undefined) attributes[decoded.name] = decoded.value;
    }
    return Object.keys(attributes).length === 0 ? extracted : addToScope(extracted, attributes, true);
  }

  fields(): string[] {
    return this.#inner.fields();
  }

  #outgoing(context: Context): Context {
    const { propagation, trace } = this.#api();
    if (!isListed(this.#baggageHosts, trace.getSpan(context))) return propagation.deleteBaggage(context);
    let baggage = propagation.getBaggage(context) ?? propagation.createBaggage();
    for (const [name, value] of Object.entries(readPropagatedScope(context))) {
      if (value !== undefined) baggage = baggage.setEntry(encodeName(name), { value: encodeValue(value) });
    }
    return propagation.setBaggage(context, baggage);
  }
}

function isListed(hosts: readonly string[], span: object | undefined): boolean {
  if (hosts.length === 0 || span === undefined) return false;
  const { kind, attributes } = span as { readonly kind?: unknown; readonly attributes?: Attributes };
  const address = attributes?.[ATTR_SERVER_ADDRESS];
  if (kind !== clientKind || typeof address !== 'string') return false;
  const host = address.toLowerCase();
  const port = attributes?.[ATTR_SERVER_PORT];
  return hosts.some(
    (listed) => listed === host || listed === `${host}:${port}` || (listed.startsWith('*.') && host.endsWith(listed.slice(1))),
  );
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
