import * as api from '@opentelemetry/api';
import { collectGarbage } from '../../test/collect-garbage';
import { recordingPipeline, openaiLike } from '../../test/recording-pipeline';
import type { Operation } from '../adapter';
import type { Pipeline } from '../pipeline';
import { startCall } from './start-call';
import type { Call } from './call';

const [chat] = openaiLike.operations;
const fail = (): never => {
  throw new Error('broken');
};

function start(pipeline: Pipeline, operation: Operation = chat): Call {
  const provider = { name: 'openai', source: 'default', serverAddress: undefined, serverPort: undefined } as const;
  const request = { method: 'POST', path: '/chat/completions', query: {}, body: { model: 'm' } };
  const startTick = performance.now();
  return startCall(pipeline, { operation, request, provider, parentContext: api.ROOT_CONTEXT, startTimeMs: Date.now(), startTick });
}

describe('a call', () => {
  it('ends once: what comes first counts', () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline);
    call.complete({ id: 'a' });
    call.fail(new Error('late'));
    call.abandon('shutdown');
    call.streamEnded();
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: 'a' } }]);
  });

  it.each<[string, Partial<Pipeline>]>([
    ['the cost estimate', { costs: { estimate: fail } }],
    ['the watching of fingerprints', { fingerprints: { isUnstable: fail } }],
    ['the capture of content', { content: { wantsContent: true, capture: fail, flush: async () => {}, flushSync: () => {} } }],
  ])('is recorded where %s throws', (_place, parts) => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(Object.assign(pipeline, parts), {
      ...chat,
      describePrompt: () => ({ instructions: ['Be brief.'] }),
      describeResponse: () => ({ id: 'a', usage: { inputTokens: 1, outputTokens: 1 } }),
    });
    call.complete({});
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' }, response: { id: 'a' } }]);
    expect(pipeline.guard.errorCount).toBe(1);
  });

  it.each<keyof Operation>(['describeRequest', 'describePrompt', 'describeResponse'])('is recorded where %s throws', (name) => {
    const { pipeline, ended } = recordingPipeline();
    start(pipeline, { ...chat, [name]: fail }).complete({ id: 'a' });
    expect(ended).toMatchObject([{ outcome: { kind: 'completed' } }]);
    expect(pipeline.guard.errorCount).toBe(1);
  });

  it('is recorded where the reading of another span throws', () => {
    const { pipeline, started } = recordingPipeline();
    const rival = Object.assign(api.trace.wrapSpanContext(api.INVALID_SPAN_CONTEXT), { isRecording: fail });
    const parentContext = api.trace.setSpan(api.ROOT_CONTEXT, rival);
    const provider = { name: 'openai', source: 'default', serverAddress: undefined, serverPort: undefined } as const;
    const request = { method: 'POST', path: '/', query: {}, body: {} };
    startCall(pipeline, { operation: chat, request, provider, parentContext, startTimeMs: 0, startTick: 0 });
    expect(started).toHaveLength(1);
  });

  it('is abandoned with what was last seen as its end', () => {
    const { pipeline, ended } = recordingPipeline();
    const unanswered = start(pipeline);
    const answered = start(pipeline);
    answered.headersReceived(200);
    pipeline.shutdown();
    expect(ended).toMatchObject([{ durationSeconds: 0 }, { outcome: { kind: 'abandoned', reason: 'shutdown' }, httpStatus: 200 }]);
    expect(ended[1]?.durationSeconds).toBeGreaterThan(0);
    expect([unanswered.isEnded, answered.isEnded]).toEqual([true, true]);
  });

  it('is not abandoned with its promise once the SDK reads the answer', () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline);
    const generation = call.handleAdded();
    call.claim();
    call.handleLost(generation);
    expect(ended).toEqual([]);
  });

  it('is abandoned with the last of the ways to its result', () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline);
    const [first, second] = [call.handleAdded(), call.handleAdded()];
    call.handleLost(first);
    expect(ended).toEqual([]);
    call.handleLost(second);
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' } }]);
  });

  it('forgets its promise when the application was given a stream', () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline);
    const ofPromise = call.handleAdded();
    call.streamStarted();
    const ofStream = call.handleAdded();
    call.handleLost(ofPromise);
    expect(ended).toEqual([]);
    call.handleLost(ofStream);
    expect(ended).toMatchObject([{ outcome: { kind: 'abandoned', reason: 'never_read' } }]);
  });

  it('does not keep what was sent after its end', async () => {
    const { pipeline } = recordingPipeline();
    Object.assign(pipeline, { content: { ...pipeline.content, wantsContent: true } });
    const inputs: WeakRef<object>[] = [];
    const call = start(pipeline, {
      ...chat,
      describeInput: () => {
        const input = { messages: [] };
        inputs.push(new WeakRef(input));
        return input;
      },
    });
    call.complete({});
    await collectGarbage();
    expect([call.isEnded, inputs.map((input) => input.deref())]).toEqual([true, [undefined]]);
  });

  it('releases all that must not outlive it, once, also where it has ended already', () => {
    const { pipeline } = recordingPipeline();
    const call = start(pipeline);
    const released: string[] = [];
    call.whenEnded(() => released.push('listener'));
    call.whenEnded(fail);
    call.whenEnded(() => released.push('run'));
    expect(released).toEqual([]);
    call.complete({});
    call.abandon('shutdown');
    expect(released).toEqual(['listener', 'run']);
    call.whenEnded(() => released.push('late'));
    expect(released).toEqual(['listener', 'run', 'late']);
  });

  it('counts every request after the first as a retry', () => {
    const { pipeline, ended } = recordingPipeline();
    const call = start(pipeline);
    for (let count = 0; count < 3; count++) call.requestSent();
    call.complete({});
    expect(ended).toMatchObject([{ resendCount: 2 }]);
  });
});
