/** What an application imports from `genspan`. */
import { type ApplicationRun, childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const registered = ['--require', 'genspan/register'];
const answer = 'chat.completion Write to [EMAIL].\n';

function run(options: Partial<ApplicationRun>) {
  return runBetween({ application: 'idle', script: 'functions.mjs', ...options });
}

test.concurrent('without register, importing genspan records nothing, and its functions do what they say', async () => {
  const { exitCode, stdout, stderr, collector } = await run({});
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: answer, stderr: '' });
  expect(collector.deliveries).toEqual([]);
});

test.concurrent('flush exports every signal of the calls so far, before the platform freezes the process', async () => {
  const { signal, stdout, stderr, spanNames, collector } = await run({ flags: registered, arguments: ['frozen'] });
  expect({ signal, stdout, stderr }).toEqual({ signal: 'SIGKILL', stdout: answer, stderr: '' });
  expect(spanNames).toEqual(['chat gpt-5-mini']);
  expect(collector.metrics().map(({ name }) => name)).toContain('gen_ai.client.inference.duration');
  expect(collector.logRecords().map(({ eventName }) => eventName)).toEqual(['gen_ai.client.inference.operation.details']);
});

test.concurrent('withAttributes reaches the span of an ES module application', async () => {
  const { collector } = await run({ flags: registered });
  expect(collector.spans()).toMatchObject([{ attributes: { 'user.id': 'u-1', 'session.id': 's-1' } }]);
});
