import * as api from '@opentelemetry/api';
import { endedCall, noTelemetry } from '../test/recorded-call';
import { readSettings } from './config/settings';
import { Pipeline } from './pipeline';
import { evaluationTarget } from './quality/evaluation-target';
import type { Recorder } from './record/recorder';

function pipelineWith(recorders: readonly Recorder[], telemetry = noTelemetry): Pipeline {
  return new Pipeline({
    settings: readSettings({}, { mode: 'off' }).settings,
    telemetry,
    content: { wantsContent: false, capture: (_content, done) => done({ mode: 'off' }), flush: async () => {}, flushSync: () => {} },
    costs: { estimate: () => undefined },
    recorders,
  });
}
const fail = (): never => {
  throw new Error('broken');
};

describe('Pipeline', () => {
  it('tells deferred recorders after the others, at the latest at shutdown', () => {
    const told: string[] = [];
    const pipeline = pipelineWith([
      { name: 'later', isDeferred: true, callEnded: () => told.push('later') },
      { name: 'at once', callEnded: () => told.push('at once') },
    ]);
    pipeline.recordEnd(() => endedCall());
    expect(told).toEqual(['at once']);
    pipeline.shutdown();
    expect(told).toEqual(['at once', 'later']);
  });

  it('describes and records a call in one, after its end, where its span may end late', () => {
    const told: string[] = [];
    const pipeline = pipelineWith(
      [
        { name: 'at once', callEnded: () => told.push('at once') },
        { name: 'later', isDeferred: true, callEnded: () => told.push('later') },
      ],
      { ...noTelemetry, mayEndSpansLate: () => true },
    );
    pipeline.recordEnd(() => {
      told.push('described');
      return endedCall();
    });
    pipeline.recordEnd(fail);
    expect(told).toEqual([]);
    pipeline.shutdown();
    expect(told).toEqual(['described', 'at once', 'later']);
  });

  it('loses one signal only to a recorder that throws', () => {
    const told: string[] = [];
    const pipeline = pipelineWith([
      { name: 'broken', callEnded: fail },
      { name: 'whole', callEnded: () => told.push('whole') },
    ]);
    pipeline.recordEnd(() => endedCall());
    expect([told, pipeline.guard.errorCount]).toEqual([['whole'], 1]);
  });

  it('records what a call tells of its quality after its end, as of its end', () => {
    const told: unknown[] = [];
    const pipeline = pipelineWith([
      { name: 'whole', isDeferred: true, callEnded: () => told.push('end'), evaluationRecorded: (evaluation) => told.push(evaluation) },
    ]);
    const call = endedCall({ operation: 'moderation', response: { evaluations: [{ name: 'guardrail', label: 'fail' }] } });
    pipeline.recordEnd(() => call);
    pipeline.shutdown();
    expect(told).toEqual([
      'end',
      { target: evaluationTarget(noTelemetry, call), result: { name: 'guardrail', label: 'fail' }, timeMs: call.endTimeMs },
    ]);
  });

  it('records an evaluation that comes from elsewhere with every recorder, and none that says nothing', () => {
    const told: string[] = [];
    const pipeline = pipelineWith([
      { name: 'broken', callEnded: () => {}, evaluationRecorded: fail },
      { name: 'whole', callEnded: () => {}, evaluationRecorded: ({ result }) => told.push(result.name) },
    ]);
    const target = { context: api.ROOT_CONTEXT, attributes: {} };
    pipeline.recordEvaluation(target, { name: 'thumb', label: 'up' });
    pipeline.recordEvaluation(target, { name: 'silent' });
    expect([told, pipeline.guard.errorCount]).toEqual([['thumb'], 1]);
  });

  it('flushes every recorder, and resolves where one of them fails', async () => {
    const flushed: string[] = [];
    const pipeline = pipelineWith([
      { name: 'throws', callEnded: () => {}, flush: fail },
      { name: 'rejects', callEnded: () => {}, flush: async () => fail() },
      { name: 'whole', callEnded: () => {}, flush: async () => void flushed.push('whole') },
    ]);
    await expect(pipeline.flush()).resolves.toBeUndefined();
    expect([flushed, pipeline.guard.errorCount]).toEqual([['whole'], 2]);
  });
});
