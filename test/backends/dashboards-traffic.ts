/** Services with the flag, and a round of calls that end in every way. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** @returns host and port */
export async function serve(listener: RequestListener, undos: Array<() => unknown>): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undos.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface ServiceSetting {
  readonly endpoint: string;
  readonly name: string;
  readonly version: string;
  readonly providerUrl: string;
}

export async function startService(
  path: string,
  { endpoint, name, version, providerUrl }: ServiceSetting,
  undos: Array<() => unknown>,
): Promise<string> {
  const service = fork(path, {
    cwd: join(root, 'demo'),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
      PATH: process.env['PATH'],
      NODE_OPTIONS: '--require genspan/register',
      PROVIDER_URL: providerUrl,
      PROMPT_VERSION: version,
      OTEL_SERVICE_NAME: name,
      OTEL_RESOURCE_ATTRIBUTES: `service.version=${version},deployment.environment.name=production`,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_METRIC_EXPORT_INTERVAL: '200',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_BLRP_SCHEDULE_DELAY: '100',
      // What it does not hide the Collector finds.
      GENSPAN_CONTENT: name === 'shop' ? 'full' : 'redacted',
    },
  });
  keep(service, undos);
  const [{ port }] = (await once(service, 'message')) as [{ readonly port: number }];
  return `http://127.0.0.1:${port}`;
}

export function keep(child: ChildProcess, undos: Array<() => unknown>): () => Promise<void> {
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  undos.push(stop);
  return stop;
}

async function ask(url: string): Promise<void> {
  await fetch(url).then((response) => response.text());
}

const secret = encodeURIComponent('Where is order 1042? Write to ada.lovelace@example.com.');

export async function callShop(url: string, busy: number, round: number): Promise<void> {
  const paths = [...Array.from({ length: 2 * busy }, () => '/order'), '/summary', '/summary', '/reply', '/classify', '/broken'];
  // Each starts a process of its own.
  if (round % 8 === 0) paths.push('/agent');
  await Promise.all(paths.map((path) => ask(`${url}${path}?text=${secret}`)));
}

export async function callSearch(url: string, busy: number): Promise<void> {
  const often = ['answer', 'answer', 'answer', 'stream', 'embeddings', 'reasoned', 'moderation', 'moderation', 'moderation', 'retrieval'];
  const rare = ['truncated', 'refused', 'unreadable', 'untold', 'left', 'limited', 'flagged'];
  const kinds = [...Array.from({ length: busy }, () => often).flat(), ...rare];
  await Promise.all(kinds.map((kind) => ask(`${url}/${kind}`)));
}
