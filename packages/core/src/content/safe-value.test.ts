import { createRedactor } from './redact/redactor';
import { makeSafe } from './safe-value';
import { runSteps } from './steps';
import { Budget } from './truncate';

function redacted(value: unknown): unknown {
  const budget = new Budget(100_000, 100_000);
  budget.startPart();
  return runSteps(
    makeSafe(value, '', { redactor: createRedactor(), asyncRedactor: undefined, hashKey: undefined, budget }) as Generator<
      unknown,
      unknown,
      undefined
    >,
  );
}

test('the name of a field tells what its value is', () => {
  expect(redacted({ password: 'correct horse battery', phone: '030 901820', ssn: '123456789', api_key: 'a1b2c3d4e5f6g7h8' })).toEqual({
    password: '[PASSWORD]',
    phone: '[PHONE]',
    ssn: '[SSN]',
    api_key: '[API_KEY]',
  });
});

test('the name of a list tells what its items are', () => {
  expect(redacted({ phones: ['x'], phone: ['030 901820', '089 123456'] })).toEqual({ phones: ['x'], phone: ['[PHONE]', '[PHONE]'] });
});

test('numbers are masked as texts are, and others stay numbers', () => {
  expect(redacted({ card: 4111111111111111, phone: 4915112345678, ssn: 123456789, created: 1700000000000, count: 3, ratio: 0.5 })).toEqual({
    card: '[CREDIT_CARD]',
    phone: '[PHONE]',
    ssn: '[SSN]',
    created: 1700000000000,
    count: 3,
    ratio: 0.5,
  });
});

test('keys are masked as well, and two that become the same are told apart', () => {
  expect(redacted({ 'jane@example.com': 1, 'joe@example.com': 2, plain: 3 })).toEqual({ '[EMAIL]': 1, '[EMAIL] 2': 2, plain: 3 });
});

test('ordinary arguments come out as they went in', () => {
  const value = {
    query: 'weather in Berlin',
    units: 'metric',
    days: 5,
    verbose: true,
    nothing: null,
    nested: { list: [1, 'two', { three: 3 }] },
    token_type: 'bearer',
    max_tokens: 100,
    key: 'name',
    password_hint: null,
    created_at: '2024-03-09T12:34:56Z',
    id: '550e8400-e29b-41d4-a716-446655440000',
  };
  expect(redacted(value)).toEqual(value);
});

test('a field named __proto__ stays a field', () => {
  const safe = redacted(JSON.parse('{"__proto__":{"a":1}}'));
  expect(JSON.stringify(safe)).toBe('{"__proto__":{"a":1}}');
});

test('media in a result of a tool is replaced by its type, size and digest', () => {
  const data = Buffer.from('a short picture').toString('base64');
  const result = { content: [{ type: 'image', data, mimeType: 'image/png' }, { source: { type: 'base64', data } }] };
  expect(redacted(result)).toEqual({
    content: [
      { type: 'image', data: expect.stringMatching(/^\[image\/png, 15 bytes, sha256:\w{64}\]$/), mimeType: 'image/png' },
      { source: { type: 'base64', data: expect.stringMatching(/^\[unknown type, 15 bytes, sha256:/) } },
    ],
  });
});
