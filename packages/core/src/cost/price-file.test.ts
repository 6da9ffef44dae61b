import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPriceFile, type PriceFileReading } from './price-file';

const folder = mkdtempSync(join(tmpdir(), 'genspan-prices-'));
const path = join(folder, 'prices.json');
afterAll(() => rmSync(folder, { recursive: true }));

function reading(text: string): PriceFileReading {
  writeFileSync(path, text);
  return readPriceFile(path);
}

const usdPerMillionTokens = { input: 1, output: 2 };

test('every name of the format is read', () => {
  const entry = {
    provider: 'openai',
    model: 'gpt-9*',
    serviceTier: 'priority',
    aboveInputTokens: 128_000,
    usdPerMillionTokens: {
      input: 1,
      output: 2,
      cacheRead: 0.1,
      cacheWrite: 1.25,
      cacheWriteOneHour: 2,
      audioInput: 10,
      audioOutput: 20,
      imageInput: 5,
      imageOutput: 40,
    },
  };
  expect(reading(JSON.stringify({ models: [entry] }))).toEqual({ entries: [entry], problems: [] });
});

test('the example in docs/cost.md is in the format', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/cost.md'), 'utf8');
  const [, example = ''] = /```json\n(.+?)```/s.exec(page) ?? [];
  expect(reading(example)).toEqual({ entries: expect.arrayContaining([expect.anything()]), problems: [] });
});

test.each<readonly [string, unknown, string]>([
  ['no object', 'gpt-4o', 'is not an object'],
  ['no model', { usdPerMillionTokens }, 'needs a model id as "model"'],
  ['an empty model', { model: ' ', usdPerMillionTokens }, 'needs a model id as "model"'],
  [
    'a misspelt name',
    { modle: 'm', usdPerMillionTokens },
    'has a name other than provider, model, serviceTier, aboveInputTokens, usdPerMillionTokens',
  ],
  [
    'a provider that is no name',
    { model: 'm', provider: 3, usdPerMillionTokens },
    'has a "provider" that is not a provider name, such as "openai"',
  ],
  [
    'a tier that is no name',
    { model: 'm', serviceTier: true, usdPerMillionTokens },
    'has a "serviceTier" that is not a name, such as "priority"',
  ],
  [
    'a length that is no number',
    { model: 'm', aboveInputTokens: '200k', usdPerMillionTokens },
    'has an "aboveInputTokens" that is not a number from 0 on',
  ],
  ['no prices', { model: 'm' }, 'needs an object "usdPerMillionTokens" with the prices'],
  ['a price as text', { model: 'm', usdPerMillionTokens: { input: '1' } }, 'has a price "input" that is not a number from 0 on'],
  [
    'a negative price',
    { model: 'm', usdPerMillionTokens: { input: 1, output: -1 } },
    'has a price "output" that is not a number from 0 on',
  ],
  ['no input price', { model: 'm', usdPerMillionTokens: { output: 1 } }, 'needs a price "input"'],
  [
    'a misspelt price',
    { model: 'm', usdPerMillionTokens: { input: 1, cached: 1 } },
    'has a name other than input, output, cacheRead, cacheWrite, cacheWriteOneHour, audioInput, audioOutput, imageInput, imageOutput',
  ],
  [
    'one-hour writes alone',
    { model: 'm', usdPerMillionTokens: { input: 1, cacheWriteOneHour: 2 } },
    'has a price "cacheWriteOneHour" and needs "cacheWrite" too',
  ],
  [
    'audio output alone',
    { model: 'm', usdPerMillionTokens: { input: 1, audioOutput: 2 } },
    'has a price "audioOutput" and needs "output" too',
  ],
])('an entry with %s is told and left out, and the others are used', (_case, entry, sentence) => {
  const good = { model: 'good', usdPerMillionTokens };
  const { entries, problems } = reading(JSON.stringify({ models: [good, entry] }));
  expect(entries).toEqual([good]);
  expect(problems).toEqual([`genspan: the price file ${path} (GENSPAN_PRICES): models[1] ${sentence}; the entry is left out.`]);
});

test('a file that is not there is told with its path', () => {
  expect(readPriceFile(join(folder, 'none.json'))).toEqual({
    entries: [],
    problems: [
      `genspan: the price file ${join(folder, 'none.json')} (GENSPAN_PRICES) cannot be read (ENOENT); give the path of a readable file.`,
    ],
  });
});

test('a folder in place of a file is told', () => {
  expect(readPriceFile(folder).problems).toEqual([expect.stringContaining('cannot be read (EISDIR)')]);
});

test('a file that is not JSON is told without a word of it', () => {
  expect(reading('password=hunter2')).toEqual({
    entries: [],
    problems: [`genspan: the price file ${path} (GENSPAN_PRICES) is not valid JSON; none of its prices are used.`],
  });
});

test.each([['[]'], ['{}'], ['null'], ['{"models":{}}']])('a file of %s has no list of models', (text) => {
  expect(reading(text)).toEqual({
    entries: [],
    problems: [`genspan: the price file ${path} (GENSPAN_PRICES) has no list "models" at its top; none of its prices are used.`],
  });
});
