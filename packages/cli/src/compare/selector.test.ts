import { parseSelector } from './selector';

test('parts are combined by commas', () => {
  expect(parseSelector('prompt=summary@3, model=gpt-5,version=1.4.2')).toEqual({
    prompt: { name: 'summary', version: '3' },
    model: 'gpt-5',
    version: '1.4.2',
  });
});

test.each([
  ['prompt=summary', { name: 'summary' }],
  ['prompt=@shop/summary', { name: '@shop/summary' }],
  ['prompt=@shop/summary@3', { name: '@shop/summary', version: '3' }],
])('the version of %s follows the last @', (text, prompt) => {
  expect(parseSelector(text)).toEqual({ prompt });
});

test.each([
  ['2027-01-15', '2027-01-15T00:00:00.000Z'],
  ['2027-01-15T08:00', '2027-01-15T08:00:00.000Z'],
  ['2027-01-15T08:00:00Z', '2027-01-15T08:00:00.000Z'],
  ['2027-01-15T08:00:00+02:00', '2027-01-15T06:00:00.000Z'],
])('the time %s is UTC where no zone is named', (text, time) => {
  expect(parseSelector(`since=${text}`).since?.toISOString()).toBe(time);
});

test.each([
  ['', '"" selects nothing'],
  ['gpt-5', '"gpt-5" selects nothing'],
  ['colour=red', '"colour=red" selects nothing'],
  ['model=', '"model=" selects nothing'],
  ['toString=1', '"toString=1" selects nothing'],
  ['model=a,model=b', 'has model twice'],
  ['since=yesterday', 'since=yesterday is no time'],
  ['until=2027-13-01', 'until=2027-13-01 is no time'],
])('%j is refused with a sentence', (text, sentence) => {
  expect(() => parseSelector(text)).toThrow(sentence);
});
