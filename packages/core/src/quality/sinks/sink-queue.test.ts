import type { PostedAnswer } from './post-json';
import type { Score, ScoreSink } from './score-sink';
import { SinkQueue } from './sink-queue';

const sink: ScoreSink = { maxScoresInRequest: 2, describe: (scores) => ({ path: '/scores', body: scores.map(({ id }) => id) }) };
const score = (id: string): Score => ({ id, traceId: 't', spanId: 's', name: 'n', score: 1, evaluator: { name: 'user' }, timeMs: 0 });

function queueWith(answer: (attempt: number) => PostedAnswer | Promise<PostedAnswer>) {
  const sent: unknown[] = [];
  const lost: unknown[] = [];
  const queue = new SinkQueue({
    sink,
    post: async (_path, body) => answer(sent.push(body)),
    onLost: (...loss) => lost.push(loss),
    onError: (error) => lost.push(error),
    retryDelayMs: 1,
  });
  return { queue, sent, lost };
}

test('scores that come together go together, as many as the sink takes', async () => {
  const { queue, sent } = queueWith(() => ({ status: 200 }));
  for (const id of ['a', 'b', 'c']) queue.add(score(id));
  await queue.flush();
  expect(sent).toEqual([['a', 'b'], ['c']]);
});

test.each([[undefined], [408], [429], [500], [503]])('what ends with status %p is sent again', async (status) => {
  const { queue, sent, lost } = queueWith((attempt) => ({ status: attempt < 3 ? status : 201 }));
  queue.add(score('a'));
  await queue.flush();
  expect([sent, lost]).toEqual([[['a'], ['a'], ['a']], []]);
});

test('what fails four times is lost, and told with its last status', async () => {
  const { queue, sent, lost } = queueWith(() => ({ status: 503 }));
  queue.add(score('a'));
  queue.add(score('b'));
  await queue.flush();
  expect([sent.length, lost]).toEqual([4, [['sink_failed', 2, 503]]]);
});

test.each([[400], [401], [404], [422], [302]])('status %p is final', async (status) => {
  const { queue, sent, lost } = queueWith(() => ({ status }));
  queue.add(score('a'));
  await queue.flush();
  expect([sent.length, lost]).toEqual([1, [['sink_failed', 1, status]]]);
});

test('a sink that hangs takes at most four requests and a thousand scores, and the rest is lost at once', async () => {
  let answer: (value: PostedAnswer) => void = () => {};
  const hanging = new Promise<PostedAnswer>((resolve) => (answer = resolve));
  const { queue, sent, lost } = queueWith(() => hanging);
  for (let index = 0; index < 8; index++) queue.add(score(String(index)));
  const flushed = queue.flush();
  for (let index = 0; index < 1_001; index++) queue.add(score('later'));
  expect([sent.length, lost]).toEqual([4, [['queue_full', 1, undefined]]]);
  answer({ status: 200 });
  await flushed;
  expect(sent).toHaveLength(504);
});

test('what throws costs the scores of its request only', async () => {
  const { queue, sent, lost } = queueWith((attempt) => {
    if (attempt === 1) throw new TypeError('broken');
    return { status: 200 };
  });
  for (const id of ['a', 'b', 'c']) queue.add(score(id));
  await queue.flush();
  expect([sent, lost]).toEqual([[['a', 'b'], ['c']], [new TypeError('broken')]]);
});
