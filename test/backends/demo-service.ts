/** The demo's service with the flag and nothing redacted by it, and the fake provider it asks. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const demo = resolve(__dirname, '../../demo');

interface FakeProvider {
  readonly url: string;
  close(): void;
}

/** Asks the service each question and ends it, so that all it recorded has been sent to the endpoint. */
export async function runDemoService(
  endpoint: string,
  questions: ReadonlyArray<readonly [path: string, text: string]>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { startFakeProvider } = require(join(demo, 'fake-provider.cjs')) as { startFakeProvider(): Promise<FakeProvider> };
  const provider = await startFakeProvider();
  const service = fork(join(demo, 'service.cjs'), {
    cwd: demo,
    execArgv: [],
    env: {
      // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
      PATH: process.env['PATH'],
      NODE_OPTIONS: '--require genspan/register',
      PROVIDER_URL: provider.url,
      OTEL_SERVICE_NAME: 'shop',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      GENSPAN_CONTENT: 'full',
      ...environment,
    },
  });
  const exited = once(service, 'exit');
  const [{ port }] = (await once(service, 'message')) as [{ readonly port: number }];
  for (const [path, text] of questions) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}?text=${encodeURIComponent(text)}`);
    if (!answer.ok) throw new Error(`The demo's service answered ${path} with ${answer.status}: ${await answer.text()}`);
  }
  service.disconnect();
  await exited;
  provider.close();
}
