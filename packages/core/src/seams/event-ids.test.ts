/** An id that is used again while its run is open, and what an adapter or a bus must not be able to break. */
import { collectGarbage } from '../../test/collect-garbage';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import { defineOperation, type EventTarget } from '../adapter';
import { readCallScope } from '../context/call-scope';
import { OpenRuns } from './event';

const operation = defineOperation<unknown, unknown, EventTarget>({
  name: 'chat',
  target: { event: 'model' },
  describeRequest: ({ body }) => ({ model: String(body) }),
  describeResponse: (response) => ({ id: String(response) }),
});

let recording: Recording;
let runs: OpenRuns;
beforeEach(() => {
  recording = recordingPipeline();
  runs = new OpenRuns(recording.pipeline);
});

const start = (id: string, parentId?: string, body = id): void => runs.start({ id, parentId, operation, body });
const ended = (): unknown[] => recording.ended.map(({ request, outcome, response }) => [request.model, outcome.kind, response.id]);
const openCount = (): number => recording.pipeline.abandoned.openCount;

describe('an id that is used again while its run is open', () => {
  it('stands for the latest run until that ends, then for the one before', () => {
    start('same', undefined, 'outer');
    start('between', 'same');
    start('same', 'between', 'inner');
    start('last', 'between');
    for (const id of ['last', 'same', 'between', 'same', 'same']) runs.end(id, id);
    expect(ended()).toEqual([
      ['last', 'completed', 'last'],
      ['inner', 'completed', 'same'],
      ['between', 'completed', 'between'],
      ['outer', 'completed', 'same'],
    ]);
    expect(openCount()).toBe(0);
  });

  it('stands for a run that is skipped, too', () => {
    start('same', undefined, 'outer');
    runs.skip('same', 'same');
    start('inner', 'same');
    runs.end('same', 'noise');
    runs.end('same', 'outer');
    expect(ended()).toEqual([['outer', 'completed', 'outer']]);
    expect(recording.started.map(({ parentContext }) => readCallScope(parentContext).runId)).toEqual([undefined, 'same']);
  });

  it('stands for the one before, too, when the latest was left or dropped', async () => {
    for (const body of ['first', 'second', 'third']) start('same', undefined, body);
    runs.leave('same');
    (() => runs.heldBy('same', {}))();
    await collectGarbage();
    runs.end('same', 'told');
    expect(ended()).toEqual([
      ['third', 'abandoned', undefined],
      ['second', 'abandoned', undefined],
      ['first', 'completed', 'told'],
    ]);
  });

  it('stands for the latest when one before was dropped', async () => {
    start('same', undefined, 'first');
    (() => runs.heldBy('same', {}))();
    start('same', undefined, 'second');
    await collectGarbage();
    runs.end('same', 'told');
    runs.end('same', 'late');
    expect(ended()).toEqual([
      ['first', 'abandoned', undefined],
      ['second', 'completed', 'told'],
    ]);
  });

  it('opens no more than ten thousand runs', () => {
    for (let index = 0; index < 10_002; index++) start('same', undefined, String(index));
    expect([openCount(), ended()]).toEqual([
      10_000,
      [
        ['0', 'abandoned', undefined],
        ['1', 'abandoned', undefined],
      ],
    ]);
    for (let index = 0; index < 10_000; index++) runs.end('same', 'told');
    expect([openCount(), ended().at(-1)]).toEqual([0, ['2', 'completed', 'told']]);
  });

  it('makes no circle of runs that were skipped', () => {
    runs.skip('one', 'other');
    runs.skip('other', 'one');
    start('inner', 'other');
    expect(recording.started).toHaveLength(1);
  });
});

describe('what an adapter tells', () => {
  it('never throws, whatever it is', () => {
    start('run');
    expect(() => {
      runs.start(undefined as never);
      runs.heldBy('run', 'no object' as never);
      runs.skip('noise', undefined, { operation, body: {} });
      runs.heldBy('noise', 'no object' as never);
      runs.stream('run', Object.freeze({ next: () => {}, [Symbol.asyncIterator]: () => {} }));
    }).not.toThrow();
    expect(recording.pipeline.guard.errorCount).toBe(4);
  });

  it('does not throw where there is no API of OpenTelemetry, and the work is done all the same', () => {
    start('run');
    const missing = (): never => {
      throw new Error('no API');
    };
    jest.spyOn(recording.pipeline.telemetry, 'api').mockImplementation(missing);
    start('other');
    expect(runs.within('run', () => 'done')).toBe('done');
    expect(recording.pipeline.guard.errorCount).toBe(2);
  });

  it('throws what the work throws', () => {
    start('run');
    const failure = new RangeError('too much');
    const fail = (): never => {
      throw failure;
    };
    expect(() => runs.within('run', fail)).toThrow(failure);
    expect(recording.pipeline.guard.errorCount).toBe(0);
  });
});

test('a run ends when it is told to, whatever is asked of its call', () => {
  start('run');
  jest.spyOn(recording.pipeline.abandoned, 'watch').mockImplementation(() => {
    throw new Error('no registry');
  });
  runs.heldBy('run', {});
  runs.chunk('run', 'text');
  runs.end('run', 'told');
  expect(ended()).toEqual([['run', 'completed', 'told']]);
});
