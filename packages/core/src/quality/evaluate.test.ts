import * as api from '@opentelemetry/api';
import { inRequest, observeProcess, type ObservedProcess } from '../../test/observed-process';
import { readScope } from '../context/scope';
import { processState } from '../patch/process-state';
import { evaluate, type EvaluatedCall, type EvaluateOptions, type EvaluatorFunction } from './evaluate';

let observed: ObservedProcess;
beforeEach(() => void (observed = observeProcess()));
afterEach(() => observed.stop());

const judge = { name: 'politeness', version: '2', model: 'gpt-5' };
const results = async (): Promise<unknown[]> => {
  await observed.pipeline.flush();
  return observed.evaluations.map(({ result }) => result);
};

test('an evaluator sees each call as it is stored, and its judgement is recorded at the call with who judged', async () => {
  const calls: EvaluatedCall[] = [];
  evaluate(judge, async (call) => {
    calls.push(call);
    return { score: 0.5, label: 'fair', comment: 'To bob@example.com it was short.' };
  });
  inRequest(() => observed.call());
  expect(await results()).toEqual([
    { name: 'politeness', score: 0.5, label: 'fair', explanation: 'To [EMAIL] it was short.', evaluator: judge },
  ]);
  expect(calls).toEqual([
    {
      operation: 'chat',
      provider: '_OTHER',
      requestModel: 'gpt-5',
      responseModel: 'gpt-5-2026',
      responseId: 'resp_1',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      durationSeconds: expect.any(Number),
      inputMessages: [{ role: 'user', parts: [{ type: 'text', content: 'I am [EMAIL]' }] }],
      outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: 'Hello' }], finish_reason: 'stop' }],
    },
  ]);
  expect(api.trace.getSpanContext(observed.evaluations[0]?.target.context ?? api.ROOT_CONTEXT)?.spanId).toBe(calls[0]?.spanId);
});

test('an evaluator is not waited for by the call, and may give several judgements, or none', async () => {
  const seen: string[] = [];
  evaluate({ name: 'shape' }, ({ responseId }) => {
    seen.push('judged');
    return responseId === 'a' ? [{ name: 'length', score: 3 }, { label: 'plain' }] : undefined;
  });
  observed.call({ id: 'a' });
  observed.call({ id: 'b' });
  expect(seen).toEqual([]);
  expect(await results()).toEqual([
    { name: 'length', score: 3, evaluator: { name: 'shape' } },
    { name: 'shape', label: 'plain', evaluator: { name: 'shape' } },
  ]);
});

test('calls that an evaluator makes are marked and not evaluated', async () => {
  const judged: (string | undefined)[] = [];
  const scopes: unknown[] = [];
  evaluate(judge, async ({ responseId }) => {
    judged.push(responseId);
    await new Promise((resolve) => setImmediate(resolve));
    scopes.push(readScope(api.context.active()), api.trace.getSpan(api.context.active()));
    observed.call({ id: 'of_the_judge' });
    return { score: 1 };
  });
  inRequest(() => observed.call({ id: 'of_a_user' }));
  await results();
  expect([judged, scopes]).toEqual([['of_a_user'], [{ 'genspan.caller.evaluator': 'politeness' }, undefined]]);
});

test.each<[string, EvaluatorFunction]>([
  [
    'throws',
    () => {
      throw new TypeError('secret of the application');
    },
  ],
  [
    'rejects',
    async () => {
      throw new TypeError('secret of the application');
    },
  ],
])('an evaluator that %s costs its judgement only, and is told once, without the message', async (_how, fail) => {
  evaluate({ name: 'failing' }, fail);
  evaluate({ name: 'working' }, () => ({ score: 1 }));
  observed.call();
  observed.call();
  expect(await results()).toHaveLength(2);
  expect(new Set(observed.warnings)).toEqual(new Set(['genspan: the evaluator failing fails for some calls (TypeError).']));
});

test('an evaluator that takes too long is told to stop, and what it says afterwards is not heard', async () => {
  let signal: AbortSignal | undefined;
  let answer: (judgement: { score: number }) => void = () => {};
  evaluate({ name: 'slow', timeoutMs: 1 }, (_call, given) => {
    signal = given;
    return new Promise((resolve) => (answer = resolve));
  });
  observed.call();
  await results();
  answer({ score: 1 });
  expect([await results(), signal?.aborted]).toEqual([[], true]);
  expect(observed.warnings).toEqual(['genspan: the evaluator slow takes longer than its timeoutMs for some calls.']);
});

test('at most four judge at once, and a thousand calls wait', async () => {
  let running = 0;
  let most = 0;
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  evaluate({ name: 'slow' }, async () => {
    most = Math.max(most, ++running);
    await finished;
    running--;
    return { score: 1 };
  });
  for (let index = 0; index < 1_010; index++) observed.call();
  await observed.pipeline.content.flush();
  observed.pipeline.shutdown();
  finish();
  expect([most, (await results()).length]).toEqual([4, 1_004]);
  expect(observed.warnings.at(-1)).toMatch(/^genspan: the evaluator slow is too slow for the calls it is given, so some are left out;/);
});

test.each([
  [0, 0, 0],
  [1, 200, 200],
  [0.5, 40, 160],
])('of 200 calls a sample of %p is %p to %p', async (sampleRate, least, most) => {
  evaluate({ name: 'sampled', sampleRate }, () => ({ score: 1 }));
  for (let index = 0; index < 200; index++) observed.call();
  const { length } = await results();
  expect([length >= least, length <= most]).toEqual([true, true]);
});

test('only calls of models that generate are judged, unless other operations are named', async () => {
  evaluate({ name: 'default' }, () => ({ score: 1 }));
  evaluate({ name: 'embeddings', operations: ['embeddings'] }, () => ({ score: 1 }));
  observed.call({}, 'embeddings');
  expect(await results()).toMatchObject([{ name: 'embeddings' }]);
});

test('an evaluator can be ended', async () => {
  const stop = evaluate(judge, () => ({ score: 1 }));
  stop();
  observed.call();
  expect(await results()).toEqual([]);
});

test.each([[undefined], [{}], [{ name: '' }], [{ name: 'a\nb' }]])('options %p are told and left out', (options) => {
  evaluate(options as unknown as EvaluateOptions, () => undefined)();
  expect(observed.warnings.join()).toMatch(/^genspan: evaluate takes \{ name, /);
  expect(processState().evaluators?.size ?? 0).toBe(0);
});

test('what is wrong with an evaluator that is registered before genspan is at work is told when it is', async () => {
  await observed.stop();
  evaluate({ name: '' }, () => undefined);
  observed = observeProcess();
  expect(observed.warnings.join()).toMatch(/^genspan: evaluate takes /);
});

test('evaluators registered at each request are left out from the 33rd on', () => {
  for (let index = 0; index < 40; index++) evaluate(judge, () => undefined);
  expect(processState().evaluators?.size).toBe(32);
  expect(observed.warnings.at(-1)).toMatch(/^genspan: there are 32 evaluators already;/);
});
