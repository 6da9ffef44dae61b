import type { Runs } from '@genspan/core/adapter';
import { createCallbackHandler } from './callback-handler';

/** What the handler tells, in order. */
function recordingRuns(): { runs: Runs; told: unknown[][] } {
  const told: unknown[][] = [];
  const tell =
    (kind: string) =>
    (...values: unknown[]): void =>
      void told.push([kind, ...values]);
  const kinds = ['start', 'skip', 'stream', 'chunk', 'end', 'fail', 'abort', 'leave', 'heldBy'] as const;
  return { runs: { ...Object.fromEntries(kinds.map((kind) => [kind, tell(kind)])), within: (_id, work) => work() } as Runs, told };
}

class GraphInterrupt extends Error {
  get is_bubble_up(): boolean {
    return true;
  }
}
const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
const failure = new RangeError('too much');

test.each<[string, unknown, unknown[]]>([
  ['a failure', failure, ['fail', 'run', failure]],
  ['an interrupt of LangGraph', new GraphInterrupt(), ['end', 'run', null]],
  ['an abort by the signal', named('AbortError'), ['abort', 'run']],
  ['an abort as LangChain tells it since 1.4', named('ModelAbortError'), ['abort', 'run']],
  ['an abort as LangChain told it before 1.0', new Error('Aborted'), ['abort', 'run']],
  ['an abort as its package for OpenAI tells it', new Error('AbortError'), ['abort', 'run']],
  ['a thrown text', 'no', ['fail', 'run', 'no']],
])('%s', (_name, error, expected) => {
  const { runs, told } = recordingRuns();
  createCallbackHandler(runs).handleChainError(error, 'run');
  expect(told).toEqual([expected]);
});

test('a run that comes to nothing ends all the same', () => {
  const { runs, told } = recordingRuns();
  createCallbackHandler(runs).handleChainEnd(undefined, 'run');
  expect(told).toEqual([['end', 'run', null]]);
});

test('a prompt of several is told as the run that LangChain makes of it', () => {
  const { runs, told } = recordingRuns();
  createCallbackHandler(runs).handleLLMStart({ id: ['langchain', 'llms', 'openai', 'OpenAI'] }, ['Once'], 'run', 'parent');
  expect(told).toMatchObject([
    ['start', { id: 'run', parentId: 'parent', operation: { name: 'text_completion' }, body: { prompt: 'Once' } }],
  ]);
});

test('a parser is skipped, with what is to be told when it fails', () => {
  const { runs, told } = recordingRuns();
  createCallbackHandler(runs).handleChainStart({ id: ['a', 'JsonOutputParser'] }, 'text', 'run', 'parent', [], {}, 'parser');
  expect(told).toMatchObject([['skip', 'run', 'parent', { body: { name: 'JsonOutputParser', inputs: 'text' } }]]);
});

test('it asks LangChain for no stream where the application wants none', () => {
  expect(createCallbackHandler(recordingRuns().runs)).not.toHaveProperty('lc_prefer_streaming');
});
