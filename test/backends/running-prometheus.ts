/** Runs Prometheus with the configuration and the rules of the repository, at other addresses and without patience. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { freePorts, type RunningCollector, until } from './running-collector';

const docker = resolve(__dirname, '../../docker/prometheus');

export interface PrometheusSetting {
  readonly collector: RunningCollector;
  /** Host and port. Without it nobody is told of alerts. */
  readonly alertmanager?: string;
  /** Its series lie in `series` there. */
  readonly directory: string;
}

export interface RunningPrometheus {
  readonly url: string;
  /** @returns values of an instant query, by the labels of each as JSON */
  query(expression: string): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

interface Answer {
  readonly data: { readonly result: ReadonlyArray<{ readonly metric: object; readonly value: readonly [number, string] }> };
}

export async function startPrometheus(
  program: string,
  { collector, alertmanager, directory }: PrometheusSetting,
): Promise<RunningPrometheus> {
  // Jobs are told apart by their paths, for the Collector's ports are not those of the configuration.
  const pages = createServer((request, response) => {
    const page = request.url === '/otel-collector' ? collector.scrapeSelf() : collector.scrape();
    page.then(
      (metrics) => response.end(metrics),
      () => response.destroy(),
    );
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const target = `127.0.0.1:${(pages.address() as AddressInfo).port}`;

  const config = parse(readFileSync(join(docker, 'prometheus.yaml'), 'utf8')) as {
    readonly scrape_configs: ReadonlyArray<{ readonly job_name: string }>;
  };
  const changed = {
    ...config,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [join(docker, 'rules/*.yaml')],
    alerting: { alertmanagers: alertmanager === undefined ? [] : [{ static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: config.scrape_configs.map((job) => ({
      ...job,
      metrics_path: `/${job.job_name}`,
      static_configs: [{ targets: [target] }],
    })),
  };
  const path = join(directory, 'prometheus.json');
  writeFileSync(path, JSON.stringify(changed));
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const options = [`--config.file=${path}`, `--storage.tsdb.path=${join(directory, 'series')}`, `--web.listen-address=${address}`];
  const child = spawn(program, options, { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const url = `http://${address}`;
  await until('Prometheus is ready', async () => (await fetch(`${url}/-/ready`)).ok);
  return {
    url,
    query: async (expression) => {
      const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expression)}`);
      const { result } = ((await answer.json()) as Answer).data;
      return Object.fromEntries(result.map(({ metric, value }) => [JSON.stringify(metric), Number(value[1])]));
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      pages.closeAllConnections();
      pages.close();
    },
  };
}
