import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { processState } from '../patch/process-state';
import { onSpanStart, readScope } from './scope';
import { withAttributes } from './with-attributes';

const warnings: string[] = [];
let sendsBaggage = true;
const current = (): api.Attributes => readScope(api.context.active());

beforeAll(() => {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

beforeEach(() => {
  warnings.length = 0;
  sendsBaggage = true;
  processState().scopes = { api: () => api, sendsBaggage: () => sendsBaggage, warn: (sentence) => warnings.push(sentence) };
});

afterAll(() => {
  processState().scopes = undefined;
  api.context.disable();
});

test('what is called and awaited inside carries the values, what is outside does not', async () => {
  const seen = await withAttributes({ userId: 'u-1' }, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return current();
  });
  expect(seen).toEqual({ 'user.id': 'u-1' });
  expect(current()).toEqual({});
});

test('scopes nest', () => {
  withAttributes({ userId: 'u-1', tags: ['a'] }, () => {
    withAttributes({ sessionId: 's-1', tags: ['b'] }, () => {
      expect(current()).toEqual({ 'user.id': 'u-1', 'session.id': 's-1', 'genspan.tags': ['a', 'b'] });
    });
    expect(current()).toEqual({ 'user.id': 'u-1', 'genspan.tags': ['a'] });
  });
});

test('concurrent scopes do not mix', async () => {
  const users = ['u-1', 'u-2', 'u-3'];
  const seen = await Promise.all(
    users.map((userId) =>
      withAttributes({ userId }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return current()['user.id'];
      }),
    ),
  );
  expect(seen).toEqual(users);
});

test('the very promise and the very exception of the function pass through', () => {
  const promise = Promise.resolve(1);
  const thrown = { not: 'an error' };
  expect(withAttributes({ userId: 'u-1' }, () => promise)).toBe(promise);
  let caught: unknown;
  try {
    withAttributes({ userId: 'u-1' }, () => {
      throw thrown;
    });
  } catch (error) {
    caught = error;
  }
  expect(caught).toBe(thrown);
});

test('without a genspan at work it is the function alone', () => {
  processState().scopes = undefined;
  expect(withAttributes({ userId: 'u-1' }, () => current())).toEqual({});
});

test('values that throw when they are read cost the scope, never the call', () => {
  const values = Object.defineProperty({}, 'userId', {
    enumerable: true,
    get: () => {
      throw new Error('from the application');
    },
  });
  let calls = 0;
  expect(withAttributes(values, () => ++calls)).toBe(1);
  expect(calls).toBe(1);
});

test('a wrong value is told once', () => {
  const wrong = { sessionId: 1 as unknown as string };
  withAttributes(wrong, () => withAttributes(wrong, () => undefined));
  expect(warnings).toEqual(['genspan: withAttributes was given a sessionId that is not a text of 1 to 1024 characters; it is left out.']);
});

const baggage = (): unknown => api.propagation.getActiveBaggage()?.getAllEntries();

test('only scopes that ask for it are in the baggage', () => {
  withAttributes({ userId: 'u-1' }, () => {
    expect(baggage()).toBeUndefined();
    withAttributes(
      { sessionId: 's-1' },
      () => {
        expect(current()).toEqual({ 'user.id': 'u-1', 'session.id': 's-1' });
        expect(baggage()).toEqual([['genspan.session.id', { value: 's-1' }]]);
      },
      { propagate: true },
    );
  });
});

test('where the application decides what is sent, nothing is put into its baggage, and that is told', () => {
  sendsBaggage = false;
  withAttributes({ userId: 'u-1' }, () => expect(baggage()).toBeUndefined(), { propagate: true });
  expect(warnings).toEqual([expect.stringMatching(/^genspan: withAttributes cannot hand values on to other services here/)]);
});

test('a span that starts in a scope is given its attributes', () => {
  const given: api.Attributes[] = [];
  const span = {
    setAttributes(attributes: api.Attributes) {
      given.push(attributes);
      return this as unknown as api.Span;
    },
  };
  onSpanStart(span, api.context.active());
  withAttributes({ userId: 'u-1' }, () => onSpanStart(span, api.context.active()));
  expect(given).toEqual([{ 'user.id': 'u-1' }]);
});

test('keys made by the API are the symbols that core uses', () => {
  expect(api.createContextKey('genspan scope')).toBe(Symbol.for('genspan scope'));
});
