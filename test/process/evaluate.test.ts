/** A judge that is a model, in an application that has long got its answers when it speaks. */
import { childTimeoutMs, runBetween, type ApplicationResult } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

let result: ApplicationResult;
beforeAll(async () => {
  result = await runBetween({ application: 'feedback', script: 'judge.cjs', flags: ['--require', 'genspan/register'] });
});

const evaluations = () =>
  result.collector
    .logRecords()
    .filter(({ eventName, attributes }) => eventName === 'gen_ai.evaluation.result' && attributes['genspan.evaluator.name'] !== undefined);

test('each answer of the application has one judgement, at its span, with who judged', () => {
  const spanIds = result.collector.spans().filter(({ name }) => name === 'chat gpt-5-mini');
  expect(
    evaluations()
      .map(({ spanId }) => spanId)
      .toSorted(),
  ).toEqual(spanIds.map(({ spanId }) => spanId).toSorted());
  expect(spanIds).toHaveLength(2);
  for (const { attributes } of evaluations()) {
    expect(attributes).toMatchObject({
      'gen_ai.evaluation.name': 'politeness',
      'gen_ai.evaluation.score.value': 0.5,
      'gen_ai.evaluation.score.label': 'fair',
      'gen_ai.evaluation.explanation': 'gpt-5-mini was judged by chat.completion, see [EMAIL]',
      'genspan.evaluator.name': 'politeness',
      'genspan.evaluator.version': '2',
      'genspan.evaluator.model': 'gpt-5-judge',
    });
  }
});

test("the judge's own calls are marked, each in a trace of its own", () => {
  const spans = result.collector.spans();
  const judging = spans.filter(({ name }) => name === 'chat gpt-5-judge');
  expect(judging.map(({ attributes }) => attributes['genspan.caller.evaluator'])).toEqual(['politeness', 'politeness']);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(4);
  expect(spans.filter(({ name }) => name === 'chat gpt-5-mini').map(({ attributes }) => attributes['genspan.caller.evaluator'])).toEqual([
    undefined,
    undefined,
  ]);
});

test('a judge that throws is told in one sentence and counted, and the application ends as it would', () => {
  const { exitCode, stdout, stderr, collector } = result;
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: 'answered\n',
    stderr: 'genspan: the evaluator broken fails for some calls (TypeError).\n',
  });
  const lost = collector.metrics().filter(({ name }) => name === 'genspan.evaluations.lost');
  expect(lost.at(-1)?.points).toMatchObject([{ attributes: { 'genspan.evaluations.lost.reason': 'evaluator_failed' }, value: 2 }]);
});
