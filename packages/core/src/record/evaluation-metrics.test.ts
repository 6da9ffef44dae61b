import * as api from '@opentelemetry/api';
import { metering, noTelemetry, startTimeMs } from '../../test/recorded-call';
import type { EvaluationResult } from '../quality/evaluation-result';
import { createEvaluationMetricsRecorder } from './evaluation-metrics';

const target = {
  context: api.ROOT_CONTEXT,
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-5',
    'gen_ai.response.id': 'resp_1',
    'user.id': 'u1',
  },
};
const ofTarget = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-5' };

async function pointsOf(results: readonly EvaluationResult[]) {
  const { meter, points, shutdown } = metering();
  const recorder = createEvaluationMetricsRecorder({ ...noTelemetry, meter: () => meter });
  for (const result of results) recorder.evaluationRecorded?.({ target, result, timeMs: startTimeMs });
  const measured = await points();
  await shutdown();
  return measured;
}

test('evaluations are counted by name, label and reason, and by what of their call has few values', async () => {
  const failed = { name: 'output_validation', label: 'fail', reason: 'not_json' };
  expect(await pointsOf([failed, failed, { name: 'output_validation', label: 'pass' }])).toEqual({
    'genspan.evaluations': [
      {
        attributes: {
          ...ofTarget,
          'gen_ai.evaluation.name': 'output_validation',
          'gen_ai.evaluation.score.label': 'fail',
          'genspan.evaluation.reason': 'not_json',
        },
        value: 2,
      },
      {
        attributes: { ...ofTarget, 'gen_ai.evaluation.name': 'output_validation', 'gen_ai.evaluation.score.label': 'pass' },
        value: 1,
      },
    ],
  });
});

test('a score is counted and measured', async () => {
  const attributes = { ...ofTarget, 'gen_ai.evaluation.name': 'relevance' };
  expect(await pointsOf([{ name: 'relevance', score: 0.5 }])).toEqual({
    'genspan.evaluations': [{ attributes, value: 1 }],
    'genspan.evaluation.score': [{ attributes, value: { count: 1, sum: 0.5 } }],
  });
});

test('a process that judges nothing has no instruments', async () => {
  expect(await pointsOf([])).toEqual({});
});
