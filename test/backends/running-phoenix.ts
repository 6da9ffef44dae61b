/** Runs Phoenix on free ports, with a database of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from './running-collector';

/** Its first start compiles some thousand files of Python and makes the database, a minute on busy processors. */
export const phoenixStartTimeoutMs = 4 * 60_000;

export interface PhoenixSpan {
  readonly name: string;
  readonly span_kind: string;
  readonly parent_id: string | null;
  readonly status_code: string;
  readonly context: { readonly trace_id: string; readonly span_id: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface RunningPhoenix {
  readonly url: string;
  /** Those of a project, as its REST API tells them; none while there is no such project. */
  spans(project: string): Promise<readonly PhoenixSpan[]>;
  /** @returns `data` of the answer @throws with the errors of the answer */
  ask<Data>(query: string): Promise<Data>;
  stop(): Promise<void>;
}

/** @param python which has its packages @param directory where its database lies, `phoenix.db` */
export async function startPhoenix(python: string, directory: string): Promise<RunningPhoenix> {
  const [port = 0, grpcPort = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(python, ['-m', 'phoenix.server.main', 'serve'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
      PATH: process.env['PATH'],
      HOME: directory,
      PHOENIX_WORKING_DIR: directory,
      PHOENIX_HOST: '127.0.0.1',
      PHOENIX_PORT: String(port),
      PHOENIX_GRPC_PORT: String(grpcPort),
      PHOENIX_TELEMETRY_ENABLED: 'false',
    },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit');
  const isReady = () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const endsAt = Date.now() + phoenixStartTimeoutMs; !(await isReady()); await wait(200)) {
    if (child.exitCode !== null || Date.now() > endsAt) throw new Error(`Phoenix did not start: ${said.slice(-2000)}`);
  }
  return {
    url,
    spans: async (project) => {
      const answer = await fetch(`${url}/v1/projects/${project}/spans?limit=1000`);
      return answer.ok ? ((await answer.json()) as { readonly data: readonly PhoenixSpan[] }).data : [];
    },
    ask: async <Data>(query: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      const { data, errors } = (await answer.json()) as { readonly data: Data; readonly errors?: unknown };
      if (errors !== undefined) throw new Error(`Phoenix does not answer ${query}: ${JSON.stringify(errors)}`);
      return data;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
