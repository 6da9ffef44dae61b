import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import type { OtelVariables } from './otel-variables';
import { leavesHeaders } from './untouched-headers';

const factories = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new IncomingBaggage(),
  b3: () => new B3Propagator(),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
} as const satisfies Record<string, () => TextMapPropagator>;

export type PropagatorName = keyof typeof factories;

/** What to read from and write to the headers of requests; empty for `none`. */
export function readPropagatorNames(variables: OtelVariables): readonly PropagatorName[] {
  const wanted = variables.list('OTEL_PROPAGATORS')?.map((name) => name.toLowerCase()) ?? ['tracecontext', 'baggage'];
  if (wanted.includes('none')) return [];
  const known = wanted.filter((name): name is PropagatorName => Object.hasOwn(factories, name));
  if (known.length < wanted.length) {
    variables.wrong('OTEL_PROPAGATORS', `${Object.keys(factories).join(', ')} or none`, known.join(',') || 'none');
  }
  return known;
}

export function createPropagator(names: readonly PropagatorName[]): TextMapPropagator {
  return new SparingPropagator({ propagators: names.map((name) => factories[name]()) });
}

/** Writes nothing to requests to model providers. */
class SparingPropagator extends CompositePropagator {
  override inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    if (!leavesHeaders(context)) super.inject(context, carrier, setter);
  }
}

/** Reads baggage and writes none: it may name users, and goes only to the hosts that are listed (`http-instrumentation.ts`). */
class IncomingBaggage implements TextMapPropagator {
  readonly #baggage = new W3CBaggagePropagator();

  inject(): void {}

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return this.#baggage.extract(context, carrier, getter);
  }

  fields(): string[] {
    return this.#baggage.fields();
  }
}
