import * as api from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { AlwaysOffSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { addToScope, readScope } from './scope';
import { ScopePropagator } from './scope-propagator';

const inner = new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] });
const tracer = new TracerProvider().getTracer('test');

function propagatorFor(...hosts: string[]): ScopePropagator {
  return new ScopePropagator(inner, () => api, hosts);
}

function headersTo(
  propagator: ScopePropagator,
  context: api.Context,
  attributes: api.Attributes,
  kind = api.SpanKind.CLIENT,
  from: api.Tracer = tracer,
): Record<string, string> {
  const carrier: Record<string, string> = {};
  const span = from.startSpan('GET', { kind, attributes }, context);
  propagator.inject(api.trace.setSpan(context, span), carrier, api.defaultTextMapSetter);
  return carrier;
}

const scope = addToScope(api.ROOT_CONTEXT, { 'user.id': 'ü 1', 'genspan.tags': ['a', 'b,c'], 'genspan.metadata.seats': 5 }, true);
const listed = { 'server.address': 'Billing.internal', 'server.port': 8080 };

test('a scope arrives at a listed host', () => {
  const headers = headersTo(propagatorFor('billing.internal'), scope, listed);
  expect(headers['traceparent']).toMatch(/^00-/);
  const arrived = propagatorFor().extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter);
  expect(readScope(arrived)).toEqual({ 'user.id': 'ü 1', 'genspan.tags': ['a', 'b,c'], 'genspan.metadata.seats': '5' });
});

test.each([
  [['billing.internal:8080'], true],
  [['*.internal'], true],
  [['billing.internal:9090'], false],
  [['internal'], false],
  [['*.billing.internal'], false],
  [[], false],
])('with %j listed, baggage goes to billing.internal:8080: %s', (hosts, sent) => {
  expect('baggage' in headersTo(propagatorFor(...hosts), scope, listed)).toBe(sent);
});

test("the application's own baggage stays within the list too", () => {
  const context = api.propagation.setBaggage(api.ROOT_CONTEXT, api.propagation.createBaggage({ tenant: { value: 'acme' } }));
  const propagator = propagatorFor('billing.internal');
  expect(headersTo(propagator, context, listed)['baggage']).toBe('tenant=acme');
  expect(headersTo(propagator, context, { 'server.address': 'example.com' })).not.toHaveProperty('baggage');
});

test('traceparent is not a matter of the list', () => {
  expect(headersTo(propagatorFor(), scope, listed)['traceparent']).toMatch(/^00-/);
});

test('a scope that did not ask to be handed on stays here', () => {
  const context = addToScope(api.ROOT_CONTEXT, { 'user.id': 'u-1' }, false);
  expect(headersTo(propagatorFor('billing.internal'), context, listed)).not.toHaveProperty('baggage');
});

test('where the host is unknown no baggage is sent', () => {
  const propagator = propagatorFor('billing.internal');
  const unsampled = new TracerProvider({ sampler: new AlwaysOffSampler() }).getTracer('test');
  expect(headersTo(propagator, scope, listed, api.SpanKind.SERVER)).not.toHaveProperty('baggage');
  expect(headersTo(propagator, scope, listed, api.SpanKind.CLIENT, unsampled)).not.toHaveProperty('baggage');
  const carrier: Record<string, string> = {};
  propagator.inject(scope, carrier, api.defaultTextMapSetter);
  expect(carrier).toEqual({});
});

test('baggage from outside can only be what withAttributes could have made', () => {
  const entries = ['user.id=spoofed', 'genspan.gen_ai.usage.cost=9', 'genspan.user.id=u-1', 'genspan.tags=not-a-list', 'genspan.tags=[1]'];
  const arrived = propagatorFor().extract(api.ROOT_CONTEXT, { baggage: entries.join(',') }, api.defaultTextMapGetter);
  expect(readScope(arrived)).toEqual({ 'user.id': 'u-1' });
});

test('what arrived is handed on to listed hosts', () => {
  const headers = headersTo(propagatorFor('billing.internal'), scope, listed);
  const arrived = propagatorFor().extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter);
  const onward = headersTo(propagatorFor('billing.internal'), arrived, listed);
  expect(onward['baggage']?.split(',').toSorted()).toEqual(headers['baggage']?.split(',').toSorted());
});
