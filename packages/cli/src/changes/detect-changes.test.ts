import { detectChanges, type IdentityHour, type IdentityPart } from './detect-changes';

const group = { service: 'shop', operation: 'chat', prompt: 'summary' };

function at(hour: number, identity: Partial<Record<IdentityPart, string>>, minute = 0): IdentityHour {
  return { group, hour, identity, firstSeconds: hour * 3600 + minute * 60 };
}

test('a value that is first seen is a change, at its first call', () => {
  const changes = detectChanges([
    at(1, { 'prompt version': '1' }),
    at(2, { 'prompt version': '1' }),
    at(2, { 'prompt version': '2' }, 30),
    at(3, { 'prompt version': '2' }),
  ]);
  expect(changes).toEqual([{ group, seconds: 2 * 3600 + 1800, parts: [{ part: 'prompt version', before: ['1'], after: '2' }] }]);
});

test('what a group began with is no change', () => {
  expect(detectChanges([at(1, { version: '1.0.0' }), at(2, { version: '1.0.0' })])).toEqual([]);
});

test('parts that change in one hour are one change', () => {
  const changes = detectChanges([at(1, { version: '1', config: 'a' }), at(2, { version: '2', config: 'b' })]);
  expect(changes.map(({ parts }) => parts.map(({ part, after }) => `${part} ${after}`))).toEqual([['version 2', 'config b']]);
});

test('going back is a change too', () => {
  const hours = ['a', 'b', 'b', 'b', 'b', 'a', 'a', 'a', 'a'].map((fingerprint, hour) => at(hour, { fingerprint }));
  expect(detectChanges(hours).map(({ seconds, parts }) => [seconds / 3600, parts[0]?.after])).toEqual([
    [5, 'a'],
    [1, 'b'],
  ]);
});

test('a prompt that is rarely called beside another changes once, when it is first seen', () => {
  const often = Array.from({ length: 40 }, (_, hour) => at(hour, { fingerprint: 'often' }));
  const rare = [5, 15, 25].map((hour) => at(hour, { fingerprint: 'rare' }));
  expect(detectChanges([...often, ...rare]).map(({ seconds }) => seconds / 3600)).toEqual([5]);
});

test('a part with a new value at every call has no changes', () => {
  const hours = Array.from({ length: 60 }, (_, hour) => at(hour, { fingerprint: `f${hour}`, 'prompt version': hour < 30 ? '1' : '2' }));
  expect(detectChanges(hours).map(({ parts }) => parts)).toEqual([[{ part: 'prompt version', before: ['1'], after: '2' }]]);
});

test('groups change apart from each other', () => {
  const other = { ...group, prompt: 'translate' };
  const hours = [at(1, { config: 'a' }), { ...at(2, { config: 'b' }), group: other }, { ...at(3, { config: 'c' }), group: other }];
  expect(detectChanges(hours).map((change) => [change.group.prompt, change.parts[0]?.after])).toEqual([['translate', 'c']]);
});
