import * as api from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { callScopeKey, LateContext, RequestContext } from './request-context';

const key = api.createContextKey('application');
const parent = api.ROOT_CONTEXT.setValue(key, 'of the parent');
const span = api.trace.wrapSpanContext({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 });

test('a context of a request has its span, its scope and what its parent has, and suppresses tracing', () => {
  const scope = { runId: 'r', isInRequest: true };
  const context = new RequestContext(parent, span, scope);
  expect(api.trace.getSpan(context)).toBe(span);
  expect(context.getValue(callScopeKey)).toBe(scope);
  expect(context.getValue(key)).toBe('of the parent');
  expect(isTracingSuppressed(context)).toBe(true);
});

test('without a span of its own the span of the parent stays the active one', () => {
  expect(api.trace.getSpan(new RequestContext(api.trace.setSpan(parent, span), undefined, {}))).toBe(span);
});

test('a value that is set hides what was there in the new context only, and one that is deleted is gone', () => {
  const context = new RequestContext(parent, span, {});
  const changed = context.setValue(key, 'own').setValue(api.createContextKey('other'), 1);
  expect([context.getValue(key), changed.getValue(key), changed.deleteValue(key).getValue(key)]).toEqual([
    'of the parent',
    'own',
    undefined,
  ]);
  expect(context.deleteValue(key).getValue(key)).toBeUndefined();
  expect(api.trace.getSpan(changed)).toBe(span);
});

test('a context that is decided late is what it was decided to be, also where it is active already', () => {
  const late = new LateContext(parent);
  expect([late.getValue(key), late.deleteValue(key).getValue(key)]).toEqual(['of the parent', undefined]);
  late.decide(parent.setValue(key, 'of the call'));
  expect([late.getValue(key), late.setValue(key, 'own').getValue(key)]).toEqual(['of the call', 'own']);
});
