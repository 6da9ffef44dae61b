import { describeScope, isScopeAttribute, mergeScopes } from './scope-attributes';

test('every value has its name in the conventions', () => {
  const { attributes, problems } = describeScope({
    userId: 'u-1',
    sessionId: 's-1',
    conversationId: 'c-1',
    promptName: 'greeting',
    promptVersion: '3',
    tags: ['beta', 'eu', 'beta'],
    metadata: { plan: 'pro', seats: 5, trial: false },
  });
  expect(problems).toEqual([]);
  expect(attributes).toEqual({
    'user.id': 'u-1',
    'session.id': 's-1',
    'gen_ai.conversation.id': 'c-1',
    'gen_ai.prompt.name': 'greeting',
    'gen_ai.prompt.version': '3',
    'genspan.tags': ['beta', 'eu'],
    'genspan.metadata.plan': 'pro',
    'genspan.metadata.seats': 5,
    'genspan.metadata.trial': false,
  });
});

test.each([
  [{ userId: 42 }, 'a userId that is not a text of 1 to 1024 characters'],
  [{ sessionId: '' }, 'a sessionId that is not a text of 1 to 1024 characters'],
  [{ promptName: 'x'.repeat(1025) }, 'a promptName that is not a text of 1 to 1024 characters'],
  [{ tags: 'beta' }, 'tags that are not an array'],
  [{ tags: [1] }, 'a tag that is not a text of 1 to 128 characters'],
  [{ tags: Array.from({ length: 33 }, (_, index) => `tag-${index}`) }, 'more than 32 tags'],
  [{ metadata: 'pro' }, 'metadata that is not an object'],
  [{ metadata: { 'a b': 1 } }, 'a metadata key that is not 1 to 64 letters, digits, "_", "." or "-"'],
  [{ metadata: { nested: {} } }, 'a metadata value that is not a number, a boolean or a text of 1 to 1024 characters'],
  [{ metadata: { ratio: Number.NaN } }, 'a metadata value that is not a number, a boolean or a text of 1 to 1024 characters'],
  [{ metadata: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`k${index}`, 1])) }, 'more than 32 entries of metadata'],
  [{ userid: 'u-1' }, 'the unknown property userid'],
  [{ 'user id': 'u-1' }, 'an unknown property'],
  ['u-1', 'something that is not an object'],
  [null, 'something that is not an object'],
])('%j is told in one sentence', (values, what) => {
  expect(describeScope(values).problems).toEqual([`genspan: withAttributes was given ${what}; it is left out.`]);
});

test('one value that does not fit does not cost the others', () => {
  const { attributes } = describeScope({ userId: 42, sessionId: 's-1', tags: ['eu', ''], metadata: { 'a b': 1, plan: 'pro' } });
  expect(attributes).toEqual({ 'session.id': 's-1', 'genspan.tags': ['eu'], 'genspan.metadata.plan': 'pro' });
});

test('absent values are absent without a word', () => {
  expect(describeScope({ userId: undefined, sessionId: null, metadata: { plan: undefined } })).toEqual({ attributes: {}, problems: [] });
});

test('the inner scope wins and tags add up', () => {
  const outer = describeScope({ userId: 'u-1', sessionId: 's-1', tags: ['a', 'b'], metadata: { plan: 'pro', seats: 5 } }).attributes;
  const inner = describeScope({ userId: 'u-2', tags: ['b', 'c'], metadata: { plan: 'free' } }).attributes;
  expect(mergeScopes(outer, inner)).toEqual({
    'user.id': 'u-2',
    'session.id': 's-1',
    'genspan.tags': ['a', 'b', 'c'],
    'genspan.metadata.plan': 'free',
    'genspan.metadata.seats': 5,
  });
});

test('only what withAttributes could have made is a scope attribute', () => {
  expect(isScopeAttribute('user.id', 'u-1')).toBe(true);
  expect(isScopeAttribute('user.id', 'u'.repeat(1025))).toBe(false);
  expect(isScopeAttribute('genspan.tags', ['a'])).toBe(true);
  expect(isScopeAttribute('genspan.tags', 'a')).toBe(false);
  expect(isScopeAttribute('genspan.metadata.plan', 'pro')).toBe(true);
  expect(isScopeAttribute('genspan.metadata.a b', 'pro')).toBe(false);
  expect(isScopeAttribute('gen_ai.usage.cost', '1')).toBe(false);
});
