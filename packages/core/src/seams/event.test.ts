import { setTimeout } from 'node:timers/promises';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { collectGarbage } from '../../test/collect-garbage';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import { defineOperation, type EventAdapter, type EventTarget, type Operation, type Runs } from '../adapter';
import { readCallScope } from '../context/call-scope';
import { applyEventSeam } from './event';

const model: Operation<EventTarget> = defineOperation<{ text: string }, string, EventTarget>({
  name: 'chat',
  target: { event: 'model' },
  describeRequest: ({ body }) => ({ model: String(body) }),
  describeResponse: (response) => ({ id: String(response) }),
  stream: {
    initial: () => ({ text: '' }),
    add: (state, chunk) => void (state.text += chunk),
    isComplete: () => false,
    assemble: (state) => state.text,
  },
});
const workflow: Operation<EventTarget> = defineOperation({
  name: 'invoke_workflow',
  target: { event: 'chain' },
  isInProcess: true,
  describeRequest: ({ body }) => ({ agentName: String(body) }),
  describeResponse: () => ({}),
});

let recording: Recording;
let runs: Runs;

beforeAll(() => void api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => api.context.disable());
beforeEach(() => {
  recording = recordingPipeline();
  runs = connected(recording);
});

function connected({ pipeline }: Recording): Runs {
  let given: Runs | undefined;
  const connect = (_exports: object, listened: Runs) => {
    given = listened;
    return () => {};
  };
  const adapter: EventAdapter = { module: { name: 'bus', versions: '*' }, seam: { kind: 'events', connect }, operations: [model] };
  applyEventSeam({}, adapter, pipeline);
  const first = given;
  applyEventSeam({}, adapter, pipeline);
  expect(given).toBe(first);
  if (first === undefined) throw new Error('connect was not called');
  return first;
}

const startChain = (id: string, parentId?: string): void => runs.start({ id, parentId, operation: workflow, body: id });
const startModel = (id: string, parentId?: string): void => runs.start({ id, parentId, operation: model, body: id });
/** The run in whose context each call started, by the call's own name. */
const parents = (): unknown =>
  Object.fromEntries(
    recording.started.map(({ request, parentContext }) => [request.model ?? request.agentName, readCallScope(parentContext).runId]),
  );
const outcomes = (): unknown[] => recording.ended.map(({ outcome }) => outcome);

describe('a run of an event bus', () => {
  it('is one call with the facts of its start and its end', () => {
    startModel('m1');
    runs.end('m1', 'response_1');
    runs.end('m1', 'response_2');
    expect(recording.ended).toMatchObject([{ request: { model: 'm1' }, response: { id: 'response_1' }, outcome: { kind: 'completed' } }]);
  });

  it('that was never started has no end', () => {
    runs.end('unknown', 'response_1');
    runs.fail('unknown', new Error('late'));
    runs.chunk('unknown', 'text');
    runs.heldBy('unknown', {});
    expect(recording.ended).toEqual([]);
  });

  it('that told chunks was a stream, and is assembled of them where its end tells nothing', () => {
    startModel('m1');
    runs.chunk('m1', 'Hel');
    runs.chunk('m1', 'lo');
    runs.end('m1');
    expect(recording.ended).toMatchObject([
      { request: { stream: true }, response: { id: 'Hello' }, timeToFirstChunkSeconds: expect.any(Number) },
    ]);
  });

  it('is a stream before its first chunk where that is told', () => {
    startModel('m1');
    runs.stream('m1');
    runs.stream('unknown');
    runs.fail('m1', new Error('no answer'));
    expect(recording.ended).toMatchObject([{ request: { stream: true }, timeToFirstChunkSeconds: undefined }]);
  });

  it.each(['aborted', 'reader_left'])('that was %s is abandoned, with what was seen', (reason) => {
    startModel('m1');
    runs.chunk('m1', 'Hel');
    if (reason === 'aborted') runs.abort('m1');
    else runs.leave('m1');
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned', reason }, response: { id: 'Hel' } }]);
  });

  it('fails with the error that is told', () => {
    startModel('m1');
    runs.fail('m1', new RangeError('too much'));
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'RangeError', message: 'too much' } } }]);
  });

  it.each([false, true])('is abandoned when its handle is dropped (streaming: %p)', async (isStreaming) => {
    startModel('m1');
    (() => runs.heldBy('m1', {}))();
    if (isStreaming) runs.chunk('m1', 'Hel');
    await collectGarbage();
    expect(outcomes()).toEqual([{ kind: 'abandoned', reason: 'never_read' }]);
  });

  it('stays open while somebody has its handle', async () => {
    const handle = {};
    startModel('m1');
    runs.heldBy('m1', handle);
    await collectGarbage();
    expect([outcomes(), typeof handle]).toEqual([[], 'object']);
  });

  it('that is abandoned lasted until what was inside it last ended', async () => {
    startChain('outer');
    startChain('middle', 'outer');
    startModel('inner', 'middle');
    await setTimeout(20);
    runs.leave('inner');
    runs.leave('outer');
    expect(recording.ended[1]).toMatchObject({ request: { agentName: 'outer' }, outcome: { kind: 'abandoned' } });
    expect(recording.ended[1]?.durationSeconds).toBeGreaterThan(0.01);
  });

  it('is given up when ten thousand others are open', () => {
    for (let index = 0; index <= 10_000; index++) startChain(`c${index}`);
    expect(recording.ended).toMatchObject([{ request: { agentName: 'c0' }, outcome: { kind: 'abandoned' } }]);
  });
});

describe('a run inside another', () => {
  it('is below the run that it names, wherever it is started', () => {
    startChain('outer');
    startModel('inner', 'outer');
    expect(parents()).toEqual({ outer: undefined, inner: 'outer' });
  });

  it('is below the nearest call where the run that it names was skipped', () => {
    startChain('outer');
    runs.skip('noise', 'outer');
    runs.skip('more noise', 'noise');
    startModel('inner', 'more noise');
    expect(parents()).toEqual({ outer: undefined, inner: 'outer' });
  });

  it('is below what the application started in the work of the run that it names', () => {
    const key = api.createContextKey('span of the application');
    startChain('outer');
    runs.within('outer', () => api.context.with(api.context.active().setValue(key, 'span'), () => startModel('inner', 'outer')));
    expect(recording.started[1]?.parentContext.getValue(key)).toBe('span');
  });

  it('is below the run in whose work it is started, where that lies inside the one that it names', () => {
    startChain('node');
    startChain('tool', 'node');
    runs.within('tool', () => startModel('inner', 'node'));
    expect(parents()).toMatchObject({ inner: 'tool' });
  });

  it('is not below a run that is active and lies elsewhere', () => {
    startChain('one');
    startChain('other');
    runs.within('other', () => startModel('inner', 'one'));
    expect(parents()).toMatchObject({ inner: 'one' });
  });

  it('is below what is active where it names none', () => {
    startChain('outer');
    runs.within('outer', () => startModel('inner'));
    expect(parents()).toMatchObject({ inner: 'outer' });
  });
});

describe('work within a run', () => {
  it('is in the context of the nearest call where the run was skipped', () => {
    startChain('outer');
    runs.skip('noise', 'outer');
    expect(runs.within('noise', () => readCallScope(api.context.active()).runId)).toBe('outer');
  });

  it('just runs where no such run is known', () => {
    expect(runs.within('unknown', () => readCallScope(api.context.active()).runId)).toBeUndefined();
  });

  it('counts for the agent around, whose parts are workflows', () => {
    const agent = { ...workflow, name: 'invoke_agent' as const };
    runs.start({ id: 'agent', operation: agent, body: 'agent' });
    startChain('node', 'agent');
    startModel('m1', 'node');
    runs.end('m1', 'response_1');
    runs.end('node', null);
    runs.end('agent', null);
    expect(recording.ended.map(({ agentCalls }) => agentCalls?.inferenceCalls)).toEqual([undefined, undefined, 1]);
  });
});

describe('a run that was skipped', () => {
  const failing = { operation: workflow, body: 'parser' };

  it('becomes a call when it fails, from where and when it started', () => {
    startChain('outer');
    runs.skip('parser', 'outer', failing);
    runs.fail('parser', new SyntaxError('no JSON'));
    expect(parents()).toEqual({ outer: undefined, parser: 'outer' });
    expect(recording.ended).toMatchObject([{ outcome: { kind: 'failed', failure: { type: 'SyntaxError' } } }]);
  });

  it('is forgotten with all that it was given when its handle is dropped', async () => {
    const given = (() => {
      const body = { inputs: 'text' };
      runs.skip('parser', undefined, { ...failing, body });
      runs.heldBy('parser', {});
      return new WeakRef(body);
    })();
    await collectGarbage();
    await collectGarbage();
    expect(given.deref()).toBeUndefined();
  });

  it('is none when it ends, or when nothing was given for its failure', () => {
    runs.skip('parser', undefined, failing);
    runs.end('parser', 'text');
    runs.fail('parser', new Error('late'));
    runs.skip('noise', undefined);
    runs.fail('noise', new Error('noise'));
    expect(recording.started).toEqual([]);
  });
});
