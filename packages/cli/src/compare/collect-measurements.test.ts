import { createMeasurementCollector, type MeasuredCall } from './collect-measurements';
import type { Measured } from './compare-metrics';

const answered: MeasuredCall = {
  outcome: 'completed',
  finishReasons: ['stop'],
  durationSeconds: 1,
  inputTokens: 10,
  outputTokens: 5,
  costUsd: 0.1,
};

function find(measured: readonly Measured[], name: string): Measured | undefined {
  return measured.find(({ metric }) => metric.name === name);
}

test('failed calls count as errors, abandoned ones neither as that nor as answers', () => {
  const collector = createMeasurementCollector();
  for (const outcome of ['completed', 'completed', 'failed', 'abandoned']) collector.addCall('baseline', { ...answered, outcome });
  const { measured } = collector.measured();
  expect(collector.calls).toEqual({ baseline: 4, candidate: 0 });
  expect(find(measured, 'error_rate')?.baseline).toEqual({ hits: 1, size: 3 });
});

test('amounts and finish reasons are those of completed calls, and only of those that have them', () => {
  const collector = createMeasurementCollector();
  collector.addCall('candidate', { ...answered, finishReasons: ['length'] });
  collector.addCall('candidate', { ...answered, finishReasons: ['content_filter'] });
  collector.addCall('candidate', { ...answered, outcome: 'failed' });
  collector.addCall('candidate', { outcome: 'completed', finishReasons: [] });
  const { measured } = collector.measured();
  expect(find(measured, 'truncated')?.candidate).toEqual({ hits: 1, size: 2 });
  expect(find(measured, 'refused')?.candidate).toEqual({ hits: 1, size: 2 });
  expect(find(measured, 'latency')?.candidate.size).toBe(2);
  expect(find(measured, 'first_chunk')?.candidate.size).toBe(0);
});

test('each judgement is a metric of its labels and one of its scores', () => {
  const collector = createMeasurementCollector();
  collector.addEvaluations('baseline', { name: 'format', label: 'pass', judge: '', count: 8 });
  collector.addEvaluations('baseline', { name: 'format', label: 'fail', judge: '', count: 2 });
  collector.addEvaluations('candidate', { name: 'stars', score: 4, judge: 'user', count: 3 });
  const { measured } = collector.measured();
  expect(find(measured, 'format.fail')?.baseline).toEqual({ hits: 2, size: 10 });
  expect(find(measured, 'stars.score')?.candidate).toMatchObject({ size: 3 });
  expect(find(measured, 'format.score') ?? find(measured, 'stars.fail')).toBeUndefined();
});

test('judgements by different judges are not compared, and that is said', () => {
  const collector = createMeasurementCollector();
  for (const [side, judge] of [
    ['baseline', 'judge 1'],
    ['candidate', 'judge 2'],
  ] as const) {
    collector.addEvaluations(side, { name: 'helpful', score: 1, judge, count: 50 });
  }
  const { measured, notes } = collector.measured();
  expect(find(measured, 'helpful.score')).toBeUndefined();
  expect(notes).toEqual(['helpful is not compared: it was judged by judge 1 on one side, by judge 2 on the other.']);
});
