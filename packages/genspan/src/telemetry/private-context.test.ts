import * as api from '@opentelemetry/api';
import { withPrivateContext } from './private-context';

const key = api.createContextKey('test');
const privateApi = withPrivateContext(api);
const entered = api.ROOT_CONTEXT.setValue(key, 'inside');

test('a context is active inside, also after waiting, and nowhere else', async () => {
  const seen = await privateApi.context.with(entered, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return privateApi.context.active().getValue(key);
  });
  expect(seen).toBe('inside');
  expect(privateApi.context.active()).toBe(api.ROOT_CONTEXT);
});

test('the shared API sees nothing of it', () => {
  privateApi.context.with(entered, () => expect(api.context.active()).toBe(api.ROOT_CONTEXT));
});

test('the function is given its receiver and arguments, and what it throws comes out', () => {
  const receiver = { base: 1 };
  function add(this: typeof receiver, more: number): number {
    return this.base + more;
  }
  expect(privateApi.context.with(entered, add, receiver, 2)).toBe(3);
  expect(() =>
    privateApi.context.with(entered, () => {
      throw new RangeError('from the application');
    }),
  ).toThrow(RangeError);
});

test('a bound function runs in its context', () => {
  expect(privateApi.context.bind(entered, () => privateApi.context.active().getValue(key))()).toBe('inside');
});

test('the active span is that of the private context', () => {
  const span = api.trace.wrapSpanContext(api.INVALID_SPAN_CONTEXT);
  privateApi.context.with(api.trace.setSpan(entered, span), () => expect(privateApi.trace.getActiveSpan()).toBe(span));
  expect(privateApi.trace.getTracerProvider()).toBe(api.trace.getTracerProvider());
});
