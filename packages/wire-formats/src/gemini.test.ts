import { describeGeminiResponse } from './gemini-response';
import { describeModelName } from './gemini-request';
import { geminiStream } from './gemini-stream';
import { describeGeminiUsage } from './gemini-usage';

test.each([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'content_filter'],
  ['RECITATION', 'content_filter'],
  ['PROHIBITED_CONTENT', 'content_filter'],
  ['IMAGE_SAFETY', 'content_filter'],
  ['MODEL_ARMOR', 'content_filter'],
  ['MALFORMED_FUNCTION_CALL', 'error'],
  ['CONTINUATION', 'continuation'],
  ['A_REASON_OF_TOMORROW', 'a_reason_of_tomorrow'],
  ['FINISH_REASON_UNSPECIFIED', undefined],
])('the finish reason %s is %s', (finishReason, word) => {
  const { finishReasons } = describeGeminiResponse({ candidates: [{ finishReason }] });
  expect(finishReasons).toEqual(word === undefined ? undefined : [word]);
});

test.each([
  ['gemini-x', 'gemini-x'],
  ['models/gemini-x', 'gemini-x'],
  ['projects/p/locations/l/publishers/google/models/gemini-x', 'gemini-x'],
  ['projects/p/locations/l/endpoints/9', 'endpoints/9'],
  ['tunedModels/12', 'tunedModels/12'],
  ['google/gemini-x', 'google/gemini-x'],
  [undefined, undefined],
  [7, undefined],
])('the model %p is known as %p: whose it is, is not told', (value, name) => {
  expect(describeModelName(value)).toBe(name);
});

test('output tokens are those of candidates and thoughts; without either they are 0 only once the answer has ended', () => {
  const prompt = { promptTokenCount: 9, totalTokenCount: 9 };
  expect(describeGeminiUsage({ ...prompt, candidatesTokenCount: 2, thoughtsTokenCount: 3 }, false)?.outputTokens).toBe(5);
  expect(describeGeminiUsage(prompt, true)?.outputTokens).toBe(0);
  expect(describeGeminiUsage(prompt, false)?.outputTokens).toBeUndefined();
  expect(describeGeminiUsage({ promptTokenCount: 9, totalTokenCount: 12 }, true)?.outputTokens).toBeUndefined();
});

test.each([[undefined], [null], [{}], [{ candidatesTokenCount: 3 }], [{ promptTokenCount: '3' }], [{ promptTokenCount: -1 }]])(
  'there is no usage in %p',
  (usage) => {
    expect(describeGeminiUsage(usage, true)).toBeUndefined();
  },
);

test('a stream is complete when each candidate has its reason, or the prompt was blocked', () => {
  const state = geminiStream.initial();
  expect(geminiStream.isComplete(state)).toBe(false);
  geminiStream.add(state, { candidates: [{ index: 0, finishReason: 'STOP' }, { index: 1 }] });
  expect(geminiStream.isComplete(state)).toBe(false);
  geminiStream.add(state, { candidates: [{ index: 1, finishReason: 'SAFETY' }] });
  expect(geminiStream.isComplete(state)).toBe(true);
  const blocked = geminiStream.initial();
  geminiStream.add(blocked, { promptFeedback: { blockReason: 'OTHER' } });
  expect(geminiStream.isComplete(blocked)).toBe(true);
});
