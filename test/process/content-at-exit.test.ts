/** Content that is redacted asynchronously, by `redactWith`, when the process ends. */
import { type ApplicationResult, childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const endings = [
  { way: 'by itself', exitCode: 0, signal: null },
  { way: 'by a signal', exitCode: null, signal: 'SIGTERM' },
];

async function run(way: string, redactorMs: number): Promise<ApplicationResult> {
  const flags = ['--require', 'genspan/register'];
  const result = await runBetween({ application: 'idle', script: 'redactor.cjs', flags, arguments: [way, String(redactorMs)] });
  expect(result).toMatchObject({ stdout: 'chat.completion\n', stderr: '', spanNames: ['chat gpt-5-mini'] });
  expect(result.collector.deliveries.map((delivery) => delivery.signal).toSorted()).toEqual(['logs', 'metrics', 'traces']);
  return result;
}

test.concurrent.each(endings)('a process that ends $way waits for it', async ({ way, ...ending }) => {
  const { collector, ...result } = await run(way, 100);
  expect(result).toMatchObject(ending);
  expect(collector.spans()[0]?.attributes['gen_ai.input.messages']).toContain('[GREETING]');
});

test.concurrent.each(endings)('a process that ends $way does without it when it takes too long', async ({ way, ...ending }) => {
  const { collector, ...result } = await run(way, 600_000);
  expect(result).toMatchObject(ending);
  expect(collector.spans()[0]?.attributes).toMatchObject({ 'genspan.content.dropped': 'deadline' });
});
