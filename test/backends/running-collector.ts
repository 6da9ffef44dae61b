/** Runs the Collector with configurations of the repository, on free ports and with a queue of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');

export interface Setting {
  /** Paths from the root of the repository, merged in this order. */
  readonly configs: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Merged last: what the fragment of a test changes. Lists are replaced, maps are merged. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** Where the queue lies, and files of this run. */
  readonly directory: string;
}

export interface RunningCollector {
  readonly httpEndpoint: string;
  readonly grpcPort: number;
  /** Host and port of the metrics exporter. */
  readonly metricsAddress: string;
  /** What a scrape of the metrics exporter reads. */
  scrape(): Promise<string>;
  /** What a scrape of the Collector's own metrics reads. */
  scrapeSelf(): Promise<string>;
  /** By SIGTERM, as Docker does it; ends when the process has ended. */
  stop(): Promise<void>;
}

/** @returns the Collector's complaint; '' when the configuration is good */
export function validate(program: string, configs: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr } = spawnSync(program, ['validate', ...configs.map((path) => `--config=${path}`)], {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment },
  });
  return status === 0 ? '' : `exit code ${status}: ${stdout}${stderr}`;
}

export async function startCollector(program: string, setting: Setting): Promise<RunningCollector> {
  const [grpc = 0, http = 0, health = 0, metrics = 0, telemetry = 0] = await freePorts(5);
  const local = (port: number) => `127.0.0.1:${port}`;
  const isGateway = setting.configs.includes('docker/collector/gateway.yaml');
  const ports = {
    extensions: { health_check: { endpoint: local(health) } },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: local(grpc) }, ...(isGateway ? {} : { http: { endpoint: local(http) } }) } },
    },
    ...(isGateway ? {} : { exporters: { prometheus: { endpoint: local(metrics) } } }),
    service: { telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: readerOf(setting.configs[0], telemetry) } } }] } } },
  };
  const files = [ports, setting.changes ?? {}].map((config, index) => {
    const path = join(setting.directory, `change-${index}.json`);
    writeFileSync(path, JSON.stringify(config));
    return path;
  });
  const child = spawn(
    program,
    [...setting.configs, ...files].map((path) => `--config=${path}`),
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { COLLECTOR_QUEUE_DIRECTORY: join(setting.directory, 'queue'), ...setting.environment },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit');
  await until(`the Collector is ready: ${setting.configs.join(', ')}`, async () => {
    if (child.exitCode !== null) throw new Error(`The Collector ended with ${child.exitCode}: ${said.slice(-2000)}`);
    return (await fetch(`http://${local(health)}/`)).ok;
  });
  return {
    httpEndpoint: `http://${local(http)}`,
    grpcPort: grpc,
    metricsAddress: local(metrics),
    scrape: () => read(metrics),
    scrapeSelf: () => read(telemetry),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Asks until the answer is yes. @throws after three quarters of a minute, with the last error and what was waited for */
export async function until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 45_000;
  let problem: unknown;
  while (Date.now() < deadline) {
    try {
      if (await ask()) return;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('The Collector ended')) throw error;
      problem = error;
    }
    await wait(100);
  }
  throw new Error(`It did not come to pass that ${what}`, { cause: problem });
}

interface SelfConfig {
  readonly service: {
    readonly telemetry: {
      readonly metrics: { readonly readers: ReadonlyArray<{ readonly pull: { readonly exporter: { readonly prometheus: object } } }> };
    };
  };
}

/** A list cannot be merged, so the reader is the configuration's own at another port. */
function readerOf(config = '', port: number): object {
  const { service } = parse(readFileSync(join(root, config), 'utf8')) as SelfConfig;
  return { ...service.telemetry.metrics.readers[0]?.pull.exporter.prometheus, host: '127.0.0.1', port };
}

async function read(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
