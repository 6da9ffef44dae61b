/** Runs Alertmanager with the configuration of the repository, on a free port and without peers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const alertmanagerConfig = resolve(__dirname, '../../docker/alertmanager/alertmanager.yaml');

const patienceMs = 30_000;

export type AlertLabels = Readonly<Record<string, string>> & { readonly alertname: string };

export interface RunningAlertmanager {
  /** Host and port. */
  readonly address: string;
  /** @returns those of the alerts that Alertmanager keeps back, once it has looked at all of them */
  suppressed(alerts: readonly AlertLabels[]): Promise<readonly AlertLabels[]>;
  stop(): Promise<void>;
}

interface TakenAlert {
  readonly labels: AlertLabels;
  readonly status: { readonly state: 'unprocessed' | 'active' | 'suppressed' };
}

export async function startAlertmanager(
  [program, ...args]: readonly [string, ...string[]],
  directory: string,
  config = alertmanagerConfig,
): Promise<RunningAlertmanager> {
  const address = `127.0.0.1:${await freePort()}`;
  const options = [`--config.file=${config}`, `--storage.path=${directory}`, `--web.listen-address=${address}`];
  const child = spawn(program, [...args, ...options, '--cluster.listen-address='], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit');
  await until('Alertmanager is ready', async () => {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended with ${child.exitCode}: ${said.slice(-2000)}`);
    return await fetch(`http://${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
  const url = `http://${address}/api/v2/alerts`;
  return {
    address,
    suppressed: async (alerts) => {
      const body = JSON.stringify(alerts.map((labels) => ({ labels })));
      const posted = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!posted.ok) throw new Error(`Alertmanager does not take the alerts: ${await posted.text()}`);
      let taken: readonly TakenAlert[] = [];
      await until('Alertmanager has looked at every alert', async () => {
        taken = (await (await fetch(url)).json()) as TakenAlert[];
        return taken.length === alerts.length && taken.every(({ status }) => status.state !== 'unprocessed');
      });
      return taken.filter(({ status }) => status.state === 'suppressed').map(({ labels }) => labels);
    },
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + patienceMs;
  while (!(await isTrue())) {
    if (Date.now() > endsAt) throw new Error(`Waited in vain: ${what}`);
    await wait(50);
  }
}
