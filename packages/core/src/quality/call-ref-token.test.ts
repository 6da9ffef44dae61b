import type { CallRef } from './call-ref';
import { openCallRef, sealCallRef } from './call-ref-token';

const key = 'k'.repeat(32);
const otherKey = 'o'.repeat(32);
const nowMs = 1_800_000_000_000;
const ref: CallRef = {
  span: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 },
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-5',
    'gen_ai.response.id': 'resp_1',
    'gen_ai.prompt.name': 'Begrüßung 🙂',
  },
};
const token = sealCallRef(ref, key, nowMs + 60_000);

test('a token gives back the call, in a URL and in a header alike', () => {
  expect(openCallRef(token, [key], nowMs)).toEqual({ kind: 'opened', ref });
  expect(token).toMatch(/^gs1\.[\w-]{100,400}$/);
});

test('a token tells its bearer nothing, and is another one each time', () => {
  const bytes = Buffer.from(token.slice(4), 'base64url').toString('latin1');
  for (const told of [ref.span?.traceId ?? '', 'gpt-5', 'resp_1', 'openai']) expect(bytes).not.toContain(told);
  expect(sealCallRef(ref, key, nowMs + 60_000)).not.toBe(token);
});

test('a token is of no use from its expiry on', () => {
  expect(openCallRef(token, [key], nowMs + 59_999).kind).toBe('opened');
  expect(openCallRef(token, [key], nowMs + 60_000)).toEqual({ kind: 'expired' });
});

test('a key that no longer signs still opens what it has signed', () => {
  expect(openCallRef(token, [otherKey, key], nowMs).kind).toBe('opened');
  expect(openCallRef(token, [otherKey], nowMs)).toEqual({ kind: 'forged' });
});

test('a token of which any byte was changed is forged', () => {
  const sealed = Buffer.from(token.slice(4), 'base64url');
  const changed = [...sealed.keys()].map((index) => {
    const copy = Buffer.from(sealed);
    copy[index] = (copy[index] ?? 0) ^ 1;
    return openCallRef(`gs1.${copy.toString('base64url')}`, [key], nowMs).kind;
  });
  expect(new Set(changed)).toEqual(new Set(['forged']));
});

test.each([
  ['empty', ''],
  ['a prefix', 'gs1.'],
  ['cut', token.slice(0, 40)],
  ['cut in its tag', token.slice(0, -2)],
  ['of another version', `gs2.${token.slice(4)}`],
  ['of a session', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
  ['endless', `gs1.${'A'.repeat(1_000_000)}`],
  ['with a line break', `${token}\n`],
])('a text that is %s is forged', (_kind, text) => {
  expect(openCallRef(text, [key], nowMs)).toEqual({ kind: 'forged' });
});

test('a call without a span is told by what is known of it', () => {
  const spanless = { span: undefined, attributes: { 'gen_ai.response.id': 'resp_1' } };
  expect(openCallRef(sealCallRef(spanless, key, nowMs + 1_000), [key], nowMs)).toEqual({ kind: 'opened', ref: spanless });
});
