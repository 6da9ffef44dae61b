/** The answers of implementations that are read bit by bit, within their run. */
import { setTimeout } from 'node:timers/promises';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { recordingPipeline, type Recording } from '../../test/recording-pipeline';
import { defineOperation, type EventTarget } from '../adapter';
import { readCallScope } from '../context/call-scope';
import { OpenRuns } from './event';

const operation = defineOperation<unknown, unknown, EventTarget>({
  name: 'chat',
  target: { event: 'model' },
  describeRequest: () => ({}),
  describeResponse: (response) => ({ id: String(response) }),
});

let recording: Recording;
let runs: OpenRuns;
let seen: unknown[];

beforeAll(() => void api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => api.context.disable());
beforeEach(() => {
  recording = recordingPipeline();
  runs = new OpenRuns(recording.pipeline);
  seen = [];
  runs.start({ id: 'run', operation, body: {} });
});

const see = (step: string): unknown => seen.push([step, readCallScope(api.context.active()).runId]);
const outcomes = (): unknown[] => recording.ended.map(({ outcome }) => outcome);

async function* answer(): AsyncGenerator<string> {
  try {
    see('first');
    yield 'Hel';
    await setTimeout(0);
    see('second');
    yield 'lo';
  } finally {
    see('last');
  }
}

test('each step of the answer is made within the run, and its reader stays outside', async () => {
  const generator = answer();
  runs.stream('run', generator);
  for await (const part of generator) see(part);
  expect(seen).toEqual([
    ['first', 'run'],
    ['Hel', undefined],
    ['second', 'run'],
    ['lo', undefined],
    ['last', 'run'],
  ]);
  // Its end is told by the bus, with the whole response.
  expect(outcomes()).toEqual([]);
  runs.end('run', 'Hello');
  expect(recording.ended).toMatchObject([{ request: { stream: true }, response: { id: 'Hello' }, outcome: { kind: 'completed' } }]);
});

test('who leaves the answer leaves the run; what is cleaned up then is within it', async () => {
  const generator = answer();
  runs.stream('run', generator, new AbortController().signal);
  for await (const _part of generator) break;
  expect([outcomes(), seen]).toEqual([
    [{ kind: 'abandoned', reason: 'reader_left' }],
    [
      ['first', 'run'],
      ['last', 'run'],
    ],
  ]);
});

test('who leaves it after an abort by the signal has aborted', async () => {
  const generator = answer();
  runs.stream('run', generator, AbortSignal.abort());
  await generator.return(undefined);
  expect(outcomes()).toEqual([{ kind: 'abandoned', reason: 'aborted' }]);
});

test('an error that is thrown into the answer arrives within the run, and ends nothing by itself', async () => {
  const generator = answer();
  runs.stream('run', generator);
  await generator.next();
  await expect(generator.throw(new RangeError('too much'))).rejects.toThrow('too much');
  expect([outcomes(), seen.at(-1)]).toEqual([[], ['last', 'run']]);
});

test('its methods are not to be seen among its fields, as before', () => {
  const generator = answer();
  runs.stream('run', generator);
  expect(Object.keys(generator)).toEqual([]);
  const compiled = { next: async () => ({ done: true, value: undefined }), [Symbol.asyncIterator]: () => compiled };
  runs.stream('run', compiled);
  expect(Object.keys(compiled)).toEqual(['next']);
});

test.each([undefined, 'text', { next: 1 }, Promise.resolve()])('an answer that is no iterator (%p) is left as it is', (other) => {
  runs.stream('run', other);
  runs.end('run');
  expect(recording.ended).toMatchObject([{ request: { stream: true }, outcome: { kind: 'completed' } }]);
});

test('an answer of a run that is not open is left as it is', async () => {
  const generator = answer();
  runs.stream('unknown', generator);
  await generator.next();
  expect([seen, Object.getOwnPropertyNames(generator)]).toEqual([[['first', undefined]], []]);
});

test('a reader who leaves ends the run that the answer is of, also where its id is used again', async () => {
  const generator = answer();
  runs.stream('run', generator);
  runs.start({ id: 'run', operation, body: {} });
  await generator.return(undefined);
  runs.end('run', 'told');
  expect(recording.ended).toMatchObject([{ outcome: { kind: 'abandoned' } }, { outcome: { kind: 'completed' }, response: { id: 'told' } }]);
});
