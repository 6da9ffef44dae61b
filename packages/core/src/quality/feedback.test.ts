import * as api from '@opentelemetry/api';
import { inRequest, observeProcess, tracerProvider, type ObservedProcess } from '../../test/observed-process';
import { withAttributes } from '../context/with-attributes';
import { currentCallRef, feedback } from './feedback';
import type { FeedbackTarget } from './feedback-target';

const key = 'a secret of more than 32 characters';
const refused = (reason: string) => ({ accepted: false, reason, message: expect.stringMatching(/^genspan: .+\.$/) });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

let observed: ObservedProcess;
const start = (environment: Readonly<Record<string, string>> = {}): void =>
  void (observed = observeProcess({ GENSPAN_FEEDBACK_KEY: key, ...environment }));
const results = async (): Promise<unknown[]> => {
  await observed.pipeline.flush();
  return observed.evaluations.map(({ result }) => result);
};
const spanIds = (): unknown[] => observed.evaluations.map(({ target }) => api.trace.getSpanContext(target.context)?.spanId);
afterEach(() => observed.stop());

function tokenOf(ref: string | undefined): string {
  if (ref === undefined) throw new Error(`There is no token: ${observed.warnings.join(' ')}`);
  return ref;
}

describe('feedback with the token of a request', () => {
  it('is recorded at the span of the call, with what made it, in another request', async () => {
    start();
    const token = await inRequest(async () => {
      withAttributes({ promptName: 'greeting', promptVersion: '3', userId: 'u-1' }, () => observed.call());
      await observed.pipeline.flush();
      return currentCallRef();
    });
    expect(inRequest(() => feedback({ token: tokenOf(token) }, { name: 'helpful', score: 1, label: 'up' }))).toEqual({ accepted: true });
    expect(await results()).toEqual([{ name: 'helpful', score: 1, label: 'up', evaluator: { name: 'user' } }]);
    const [{ target } = { target: undefined }] = observed.evaluations;
    expect(target?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': '_OTHER',
      'gen_ai.request.model': 'gpt-5',
      'gen_ai.response.id': 'resp_1',
      'gen_ai.response.model': 'gpt-5-2026',
      'gen_ai.prompt.name': 'greeting',
      'gen_ai.prompt.version': '3',
      'genspan.config.hash': expect.any(String),
    });
    expect(api.trace.getSpanContext(target?.context ?? api.ROOT_CONTEXT)).toMatchObject({ isRemote: true, traceFlags: 1 });
  });

  it('is that of the last call of its own request, whatever other requests do meanwhile', async () => {
    start();
    const handle = async (id: string) => {
      observed.call({ id: `first of ${id}` });
      await turn();
      observed.call({ id });
      await observed.pipeline.flush();
      return currentCallRef();
    };
    const tokens = await Promise.all(['a', 'b', 'c'].map((id) => inRequest(() => handle(id))));
    for (const token of tokens) feedback({ token: tokenOf(token) }, { name: 'helpful', score: 1 });
    await results();
    expect(observed.evaluations.map(({ target }) => target.attributes['gen_ai.response.id'])).toEqual(['a', 'b', 'c']);
  });

  it('can be asked for while the answer is still being streamed', async () => {
    start();
    const { startCall } = jest.requireActual<typeof import('../call/start-call')>('../call/start-call');
    const { defineOperation } = jest.requireActual<typeof import('../adapter')>('../adapter');
    const operation = defineOperation({
      name: 'chat',
      target: { route: 'POST /' },
      describeRequest: () => ({}),
      describeResponse: () => ({}),
    });
    const token = inRequest(() => {
      startCall(observed.pipeline, {
        operation,
        request: { body: {} },
        parentContext: api.context.active(),
        startTimeMs: 0,
        startTick: 0,
      });
      return currentCallRef();
    });
    expect(feedback({ token: tokenOf(token) }, { name: 'helpful', score: 0 })).toEqual({ accepted: true });
  });

  it('is told apart by withAttributes where there is no request, and made nowhere else', async () => {
    start();
    observed.call({ id: 'of nobody' });
    expect(currentCallRef()).toBeUndefined();
    expect(observed.warnings.join()).toMatch(/^genspan: currentCallRef was called where no call of a model with a span was made;/);
    const token = withAttributes({ userId: 'u-1' }, () => {
      observed.call();
      return currentCallRef();
    });
    expect(token).toEqual(expect.any(String));
    expect(withAttributes({ userId: 'u-2' }, () => currentCallRef())).toBeUndefined();
  });

  it('is refused when it was forged, has expired, or there is no key', async () => {
    start();
    const ref = (options?: object) =>
      inRequest(() => {
        observed.call();
        return tokenOf(currentCallRef(options));
      });
    const token = ref();
    const values = { name: 'helpful', score: 1 };
    const flipped = token.at(-5) === 'A' ? 'B' : 'A';
    expect(feedback({ token: token.slice(0, -5) + flipped + token.slice(-4) }, values)).toEqual(refused('token_forged'));
    expect(feedback({ token: 'nonsense' }, values)).toEqual(refused('token_forged'));
    const late = ref({ expiresInSeconds: 0.001 });
    jest.useFakeTimers({ now: Date.now() + 2_000, doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'performance'] });
    expect(feedback({ token: late }, values)).toEqual(refused('token_expired'));
    expect(feedback({ token }, values)).toEqual({ accepted: true });
    jest.useRealTimers();
    await observed.stop();
    start({ GENSPAN_FEEDBACK_KEY: '' });
    expect(feedback({ token }, values)).toEqual(refused('no_key'));
    expect(ref.length === 0 || inRequest(() => (observed.call(), currentCallRef()))).toBeUndefined();
    expect(observed.warnings.join()).toMatch(/^genspan: GENSPAN_FEEDBACK_KEY is not set/);
    await observed.stop();
    start({ GENSPAN_FEEDBACK_KEY: `${'n'.repeat(32)},${key}` });
    expect(feedback({ token }, values)).toEqual({ accepted: true });
  });
});

test.each([[{ traceId, spanId }], [{ responseId: 'resp_1' }], [['gs1.a']], [null], [7]])(
  'what is sent in place of a token is none: %p',
  (sent) => {
    start();
    expect(feedback({ token: sent as unknown as string }, { name: 'helpful', score: 1 })).toEqual(refused('token_forged'));
  },
);

test('a token without its name is no target', () => {
  start();
  const token = inRequest(() => (observed.call(), currentCallRef()));
  expect(feedback(token as unknown as FeedbackTarget, { name: 'helpful', score: 1 })).toEqual(refused('target_unknown'));
});

test.each([[null], [{ expiresInSeconds: Number.POSITIVE_INFINITY }], [{ expiresInSeconds: -1 }], [{ expiresInSeconds: 'soon' }]])(
  'a token with the options %p is one that is taken',
  (options) => {
    start();
    const token = inRequest(() => (observed.call(), currentCallRef(options as unknown as { expiresInSeconds: number })));
    expect(feedback({ token: tokenOf(token) }, { name: 'helpful', score: 1 })).toEqual({ accepted: true });
  },
);

test('feedback needs no token for a span, the ids of one, or the id of an answer', async () => {
  start();
  const span = tracerProvider.getTracer('application').startSpan('answer');
  inRequest(() => observed.call({ id: 'resp_7' }));
  await observed.pipeline.flush();
  const targets: readonly FeedbackTarget[] = [span, { traceId, spanId }, { responseId: 'resp_7' }, { responseId: 'of another process' }];
  expect(targets.map((target) => feedback(target, { name: 'helpful', label: 'down' }).accepted)).toEqual([true, true, true, true]);
  await observed.pipeline.flush();
  expect(spanIds()).toEqual([span.spanContext().spanId, spanId, expect.stringMatching(/^[0-9a-f]{16}$/), undefined]);
  expect(observed.evaluations.map(({ target }) => target.attributes['gen_ai.response.id'])).toEqual([
    undefined,
    undefined,
    'resp_7',
    'of another process',
  ]);
  expect(observed.evaluations[2]?.target.attributes).toMatchObject({ 'gen_ai.request.model': 'gpt-5' });
});

test.each([
  [undefined],
  [null],
  [{}],
  [42],
  [{ traceId, spanId: 'x' }],
  [{ traceId: '0'.repeat(32), spanId }],
  [{ responseId: '' }],
  [{ responseId: 'x'.repeat(513) }],
  [[traceId, spanId]],
])('%p is no target', (target) => {
  start();
  expect(feedback(target as unknown as FeedbackTarget, { name: 'helpful', score: 1 })).toEqual(refused('target_unknown'));
});

test.each([
  [undefined],
  [null],
  [{}],
  [{ name: 'helpful' }],
  [{ name: '', score: 1 }],
  [{ name: 'helpful', score: Number.NaN }],
  [{ name: 'a\nb', score: 1 }],
])('%p is no feedback', (values) => {
  start();
  expect(feedback({ traceId, spanId }, values as unknown as { name: string })).toEqual(refused('values_invalid'));
});

test('what throws when it is looked at is refused, not thrown', () => {
  start();
  const hostile = {
    get spanContext(): never {
      throw new Error('not to be read');
    },
  };
  expect(feedback(hostile, { name: 'helpful', score: 1 })).toEqual(refused('internal_error'));
});

test.each([
  ['redacted', 'Mail me at [EMAIL].'],
  ['full', 'Mail me at jane@example.com.'],
  ['off', undefined],
  ['hash', undefined],
])('a comment is content: in the mode %s it is %p', async (mode, explanation) => {
  start({ GENSPAN_CONTENT: mode });
  feedback({ traceId, spanId }, { name: 'helpful', score: 1, comment: 'Mail me at jane@example.com.' });
  expect(await results()).toEqual([{ name: 'helpful', score: 1, explanation, evaluator: { name: 'user' } }]);
});

test('without genspan at work there is no token, and feedback goes nowhere', async () => {
  start();
  await observed.stop();
  expect(currentCallRef()).toBeUndefined();
  expect(feedback({ traceId, spanId }, { name: 'helpful', score: 1 })).toEqual(refused('not_observed'));
});
