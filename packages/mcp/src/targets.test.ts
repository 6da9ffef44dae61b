import { asName, targetOf, targetsShownBy } from './targets';

test.each(['weather', 'get_weather', 'mcp__weather-server__get.v2', 'weather/get', 'wetter:höhe', '天气', 'x'.repeat(128)])(
  '%s is a name',
  (name) => {
    expect(asName(name)).toBe(name);
  },
);

test.each(['please tell nobody', 'bob@example.org', 'a\nb', '{"a":1}', '', 'x'.repeat(129), 7, undefined])('%j is none', (text) => {
  expect(asName(text)).toBeUndefined();
});

test('a call of a tool and the getting of a prompt have a target, nothing else has', () => {
  const params = { name: 'weather' };
  expect(['tools/call', 'prompts/get', 'ping'].map((method) => targetOf(method, params))).toEqual(['weather', 'weather', undefined]);
  expect([undefined, null, {}, { name: 7 }].map((wrong) => targetOf('tools/call', wrong))).toEqual(Array(4).fill(undefined));
});

test('a list shows the names in it', () => {
  const tools = [{ name: 'weather' }, { name: 'two words' }, { name: 7 }, null];
  expect(targetsShownBy({ method: 'tools/list' }, { result: { tools } })).toEqual(['weather']);
  expect(targetsShownBy({ method: 'prompts/list' }, { result: { prompts: [{ name: 'greeting' }] } })).toEqual(['greeting']);
  expect(targetsShownBy({ method: 'tools/list' }, { result: {} })).toEqual([]);
});

test.each([
  ['a result', { result: { content: [] } }, ['weather']],
  // Some versions answer so for a tool that is not there.
  ['a result that is an error', { result: { isError: true, content: [] } }, []],
  ['an error', { error: { code: -32_602, message: 'Tool weather not found' } }, []],
  ['nothing', {}, []],
])('%s of a call shows whether its target is there', (_what, answer, shown) => {
  expect(targetsShownBy({ method: 'tools/call', target: 'weather' }, answer)).toEqual(shown);
});
