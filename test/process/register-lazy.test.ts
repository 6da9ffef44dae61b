/** What of genspan a process loads: an adapter, and the wire formats it speaks, with its SDK and not before. */
import { childTimeoutMs, runBetween } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

async function loadedPackages(...modules: string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runBetween({
    application: 'idle',
    script: 'loaded-packages.mjs',
    arguments: modules,
    flags: ['--require', 'genspan/register'],
    environment: { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.trim().split(' ');
}

test.concurrent('a process that loads no SDK loads no adapter and no wire format', async () => {
  expect(await loadedPackages()).toEqual(['core', 'genspan']);
});

test.concurrent.each(['require', 'import'])('a process that loads one SDK by %s loads its adapter, and no other', async (way) => {
  expect(await loadedPackages(`${way}:openai`)).toEqual(['core', 'genspan', 'openai', 'wire-formats']);
  expect(await loadedPackages(`${way}:@anthropic-ai/sdk`)).toEqual(['anthropic', 'core', 'genspan', 'wire-formats']);
});
