/** A thumb under an answer: the token goes out with one process's answer and comes back to another process, minutes later. */
import { childTimeoutMs, runBetween, type ApplicationResult } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const key = 'one secret for all processes of the service';

interface Visit {
  readonly token: string | null;
  readonly answers: readonly string[];
  readonly exits: readonly (number | string)[];
  readonly scores: readonly Readonly<Record<string, unknown>>[];
}

async function visit(environment: Readonly<Record<string, string>>): Promise<ApplicationResult & { readonly visit: Visit }> {
  const result = await runBetween({ application: 'feedback', script: 'visit.cjs', environment });
  return { ...result, visit: JSON.parse(result.stdout) as Visit };
}

const evaluationsOf = ({ collector }: ApplicationResult) =>
  collector.logRecords().filter(({ eventName }) => eventName === 'gen_ai.evaluation.result');

describe('feedback that another process is given', () => {
  let result: Awaited<ReturnType<typeof visit>>;
  beforeAll(async () => {
    result = await visit({
      GENSPAN_FEEDBACK_KEY: key,
      GENSPAN_FEEDBACK_SINKS: 'langfuse',
      LANGFUSE_PUBLIC_KEY: 'pk',
      LANGFUSE_SECRET_KEY: 'sk-secret',
    });
  });

  it('is accepted with the token of the answer, and refused with a forged or an expired one', () => {
    const { answers, exits } = result.visit;
    expect({ answers, exits, stderr: result.stderr }).toEqual({
      answers: ['204', '403 token_forged', '403 token_expired'],
      exits: [0, 0],
      stderr: '',
    });
  });

  it('is an event of the span of the call, with its comment redacted', () => {
    const [span] = result.collector.spans().filter(({ name }) => name === 'chat gpt-5-mini');
    expect(evaluationsOf(result)).toMatchObject([
      {
        traceId: span?.traceId,
        spanId: span?.spanId,
        attributes: {
          'gen_ai.evaluation.name': 'helpful',
          'gen_ai.evaluation.score.value': 1,
          'gen_ai.evaluation.score.label': 'up',
          'gen_ai.evaluation.explanation': 'Write to [EMAIL].',
          'genspan.evaluator.name': 'user',
          'gen_ai.request.model': 'gpt-5-mini',
          'gen_ai.prompt.name': 'greeting',
        },
      },
    ]);
  });

  it('arrives at a sink too, by a request that is no span and carries no header of tracing', () => {
    const [span] = result.collector.spans().filter(({ name }) => name === 'chat gpt-5-mini');
    expect(result.visit.scores).toEqual([
      {
        path: '/api/public/scores',
        authorization: `Basic ${btoa('pk:sk-secret')}`,
        body: expect.objectContaining({ traceId: span?.traceId, observationId: span?.spanId, value: 1, comment: 'Write to [EMAIL].' }),
      },
    ]);
    expect(new Set(result.spanNames)).toEqual(new Set(['GET', 'POST', 'chat gpt-5-mini']));
  });

  it('leaves no key and no address of a user in anything that is exported', () => {
    const exported = result.collector.deliveries.map(({ body }) => body.toString()).join('');
    for (const secret of [key, 'sk-secret', 'ada@example.com']) expect(exported).not.toContain(secret);
  });
});

test('without a key there is no token, a token is refused, and each process says so in one sentence', async () => {
  const result = await visit({});
  expect(result.visit).toMatchObject({ token: null, answers: ['403 no_key'], exits: [0, 0], scores: [] });
  expect(new Set(result.stderr.trim().split('\n'))).toEqual(
    new Set([
      'genspan: GENSPAN_FEEDBACK_KEY is not set, so tokens are neither made nor taken; ' +
        'set the same secret of at least 32 characters in every process of the service.',
    ]),
  );
  expect(evaluationsOf(result)).toEqual([]);
});

test('a sink that never answers holds neither the answer to a user nor the end of the process', async () => {
  const result = await visit({
    GENSPAN_FEEDBACK_KEY: key,
    GENSPAN_FEEDBACK_SINKS: 'langfuse',
    LANGFUSE_PUBLIC_KEY: 'pk',
    LANGFUSE_SECRET_KEY: 'sk',
    SCORE_KEEPER: 'hangs',
  });
  expect(result.visit).toMatchObject({ answers: ['204', '403 token_forged', '403 token_expired'], exits: [0, 0] });
  expect(evaluationsOf(result)).toHaveLength(1);
});
