/** Runs Jaeger with the configuration of the repository, on free ports. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePorts, until } from './running-collector';

const root = resolve(__dirname, '../..');

export interface JaegerSpan {
  readonly operationName: string;
  readonly spanID: string;
  readonly references: ReadonlyArray<{ readonly spanID: string }>;
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: unknown }>;
}

export interface RunningJaeger {
  readonly otlpEndpoint: string;
  /** Those of the service `shop`. */
  traces(): Promise<ReadonlyArray<{ readonly spans: readonly JaegerSpan[] }>>;
  stop(): Promise<void>;
}

/** @param directory where its traces lie, and go on to lie for the next Jaeger */
export async function startJaeger(program: string, directory: string): Promise<RunningJaeger> {
  const [otlp = 0, health = 0, queryGrpc = 0, query = 0] = await freePorts(4);
  const endpoint = (port: number) => ({ endpoint: `127.0.0.1:${port}` });
  const ports = {
    extensions: { healthcheckv2: { http: endpoint(health) }, jaeger_query: { grpc: endpoint(queryGrpc), http: endpoint(query) } },
    receivers: { otlp: { protocols: { grpc: endpoint(otlp) } } },
    service: { telemetry: { metrics: { level: 'none' } } },
  };
  const path = join(directory, 'jaeger-ports.json');
  writeFileSync(path, JSON.stringify(ports));
  const child = spawn(program, ['--config=docker/jaeger/config.yaml', `--config=${path}`], {
    cwd: root,
    stdio: 'ignore',
    env: { JAEGER_DIRECTORY: join(directory, 'traces') },
  });
  const exited = once(child, 'exit');
  await until('Jaeger is ready', async () => (await fetch(`http://127.0.0.1:${health}/status`)).ok);
  return {
    otlpEndpoint: `127.0.0.1:${otlp}`,
    traces: async () => {
      const answer = await fetch(`http://127.0.0.1:${query}/api/traces?service=shop&limit=20`);
      return ((await answer.json()) as { readonly data: ReadonlyArray<{ readonly spans: readonly JaegerSpan[] }> }).data;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
