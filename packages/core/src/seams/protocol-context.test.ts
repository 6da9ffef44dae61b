import * as api from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { extractContext, injectContext } from './protocol-context';

const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: api.TraceFlags.SAMPLED };
const traceparent = `00-${span.traceId}-${span.spanId}-01`;
const context = api.trace.setSpanContext(api.ROOT_CONTEXT, span);

beforeAll(() => {
  api.propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
});

afterAll(() => api.propagation.disable());

function frozen<Value extends object>(value: Value): Value {
  for (const field of Object.values(value)) if (typeof field === 'object' && field !== null) frozen(field as object);
  return Object.freeze(value);
}

test.each([
  [{ method: 'ping' }, { method: 'ping', params: { _meta: { traceparent } } }],
  [
    { method: 'tools/call', params: { name: 'echo', _meta: { progressToken: 1 } } },
    { method: 'tools/call', params: { name: 'echo', _meta: { progressToken: 1, traceparent } } },
  ],
])('the context goes into a copy of %j', (message, sent) => {
  expect(injectContext(frozen(message), context, api)).toEqual(sent);
});

test.each([
  ['has one already', { method: 'ping', params: { _meta: { traceparent: 'of the application' } } }],
  ['has parameters that are no object', { method: 'ping', params: [1] }],
  ['has a _meta that is none', { method: 'ping', params: { _meta: 'text' } }],
])('a message that %s is sent as it is', (_what, message) => {
  expect(injectContext(message, context, api)).toBe(message);
});

test('outside of a trace a message is sent as it is', () => {
  const message = { method: 'ping' };
  expect(injectContext(message, api.ROOT_CONTEXT, api)).toBe(message);
});

test("baggage goes where the application's propagator takes it", () => {
  const baggage = api.propagation.createBaggage({ tenant: { value: 'acme' } });
  const sent = injectContext({ method: 'ping' }, api.propagation.setBaggage(context, baggage), api);
  expect(sent).toEqual({ method: 'ping', params: { _meta: { traceparent, baggage: 'tenant=acme' } } });
  expect(api.propagation.getBaggage(extractContext(sent, api.ROOT_CONTEXT, api).parentContext)?.getEntry('tenant')?.value).toBe('acme');
});

test('the context of a message is the parent, and the span it arrived in is linked', () => {
  const ambient = { ...span, spanId: 'c'.repeat(16) };
  const active = api.trace.setSpanContext(api.ROOT_CONTEXT, ambient);
  const { parentContext, linkedSpan } = extractContext({ params: { _meta: { traceparent } } }, active, api);
  expect(api.trace.getSpanContext(parentContext)).toMatchObject(span);
  expect(linkedSpan).toEqual(ambient);
});

test('a message without a context belongs to the span it arrived in', () => {
  for (const params of [undefined, {}, { _meta: null }, { _meta: { traceparent: 7 } }, { _meta: { traceparent: 'no context' } }]) {
    const arrival = extractContext({ params }, context, api);
    expect([api.trace.getSpanContext(arrival.parentContext), arrival.linkedSpan]).toEqual([span, undefined]);
  }
});
