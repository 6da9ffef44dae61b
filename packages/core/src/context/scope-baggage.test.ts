import * as api from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { readScope } from './scope';
import { addToBaggage, ScopePropagator } from './scope-baggage';

const w3c = new W3CBaggagePropagator();
const propagator = new ScopePropagator(w3c, api.propagation);

function headersOf(context: api.Context): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagator.inject(context, carrier, api.defaultTextMapSetter);
  return carrier;
}

function arrive(headers: Record<string, string>): api.Context {
  return propagator.extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter);
}

const attributes = { 'user.id': 'ü 1', 'genspan.tags': ['a', 'b,c'], 'genspan.metadata.plan': 'pro' };

test('a scope that travels in baggage opens where it arrives', () => {
  const sent = addToBaggage(api.propagation, api.ROOT_CONTEXT, attributes);
  expect(readScope(arrive(headersOf(sent)))).toEqual(attributes);
});

test("the application's own baggage stays beside it", () => {
  const context = api.propagation.setBaggage(api.ROOT_CONTEXT, api.propagation.createBaggage({ tenant: { value: 'acme' } }));
  expect(headersOf(addToBaggage(api.propagation, context, { 'user.id': 'u-1' }))).toEqual({
    baggage: 'tenant=acme,genspan.user.id=u-1',
  });
});

test('what arrived travels on', () => {
  const headers = headersOf(addToBaggage(api.propagation, api.ROOT_CONTEXT, attributes));
  expect(headersOf(arrive(headers))).toEqual(headers);
});

test('baggage from outside can only be what withAttributes could have made', () => {
  const entries = ['user.id=spoofed', 'genspan.gen_ai.usage.cost=9', 'genspan.user.id=u-1', 'genspan.tags=not-a-list', 'genspan.tags=[1]'];
  expect(readScope(arrive({ baggage: entries.join(',') }))).toEqual({ 'user.id': 'u-1' });
});

test('baggage cannot bring more than one scope can have', () => {
  const entries = Array.from({ length: 100 }, (_, index) => `genspan.metadata.k${index}=1`);
  expect(Object.keys(readScope(arrive({ baggage: entries.join(',') })))).toHaveLength(38);
});

test('a request without baggage opens no scope', () => {
  expect(arrive({})).toBe(api.ROOT_CONTEXT);
});
