import { boundEvaluation } from './bound-evaluation';
import type { EvaluationResult } from './evaluation-result';

test.each<[string, EvaluationResult]>([
  ['without a name', { name: '', label: 'pass' }],
  ['of a name with line breaks', { name: 'a\nb', label: 'pass' }],
  ['with neither label nor score', { name: 'relevance', reason: 'off_topic' }],
  ['with a score that is no number', { name: 'relevance', score: Number.NaN }],
])('an evaluation %s is none', (_kind, result) => {
  expect(boundEvaluation(result)).toBeUndefined();
});

test('what fits is kept as it is, and what does not is left out', () => {
  const result = { name: 'Answer relevance', label: 'very good', score: 0.9, evaluator: { name: 'judge', model: 'gpt-5' } };
  expect(boundEvaluation(result)).toEqual(result);
  expect(boundEvaluation({ ...result, reason: 'because it said so', evaluator: { name: '' } })).toEqual({
    name: 'Answer relevance',
    label: 'very good',
    score: 0.9,
    reason: undefined,
    evaluator: undefined,
  });
});

test('an address in a label is masked', () => {
  expect(boundEvaluation({ name: 'thumb', label: 'jane@example.com' })?.label).not.toContain('jane');
});
