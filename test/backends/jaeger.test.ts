/** The stack's way to Jaeger: a service with the flag, the Collector's configuration and Jaeger's, the query API. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runDemoService } from './demo-service';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { freePorts, startCollector, until } from './running-collector';

const root = resolve(__dirname, '../..');
const email = 'ada.lovelace@example.com';

interface JaegerSpan {
  readonly operationName: string;
  readonly spanID: string;
  readonly references: ReadonlyArray<{ readonly spanID: string }>;
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: unknown }>;
}

interface Jaeger {
  readonly otlpEndpoint: string;
  traces(): Promise<ReadonlyArray<{ readonly spans: readonly JaegerSpan[] }>>;
  stop(): Promise<void>;
}

async function startJaeger(program: string, directory: string): Promise<Jaeger> {
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

const reasons = [whyNoProgram('collector'), whyNoProgram('jaeger')].filter((reason) => reason !== undefined);
for (const reason of reasons) console.warn(`SKIPPED: ${reason}`);
const describeReal = reasons.length === 0 ? describe : describe.skip;

describeReal('with a real Collector and a real Jaeger', () => {
  let directory: string;

  beforeAll(() => {
    buildProgram('collector');
    buildProgram('jaeger');
    directory = mkdtempSync(join(tmpdir(), 'genspan-jaeger-'));
  }, buildTimeoutMs);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('a request and its model calls are one trace, redacted, with tokens and cost, also after Jaeger was started anew', async () => {
    const jaeger = await startJaeger(buildProgram('jaeger'), directory);
    const collector = await startCollector(buildProgram('collector'), {
      configs: ['otel-collector-config.yaml'],
      environment: { JAEGER_OTLP_ENDPOINT: jaeger.otlpEndpoint },
      directory,
    });
    await runDemoService(collector.httpEndpoint, [['/order', `Where is order 1042? Write to ${email}.`]]);
    await until('Jaeger shows the trace', async () => (await jaeger.traces())[0]?.spans.length === 3);
    await collector.stop();
    await jaeger.stop();

    const later = await startJaeger(buildProgram('jaeger'), directory);
    const traces = await later.traces();
    await later.stop();
    expect(traces).toHaveLength(1);
    const spans = traces[0]?.spans ?? [];
    const request = spans.find(({ operationName }) => operationName === 'GET');
    const calls = spans.filter(({ operationName }) => operationName === 'chat gpt-4.1-mini');
    expect(calls.map(({ references }) => references[0]?.spanID)).toEqual([request?.spanID, request?.spanID]);
    for (const { tags } of calls) {
      const names = tags.filter(({ value }) => typeof value === 'number').map(({ key }) => key);
      expect(names).toEqual(expect.arrayContaining(['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens', 'gen_ai.usage.cost']));
    }
    expect(JSON.stringify(traces)).toContain('Write to ****');
    expect(JSON.stringify(traces)).not.toContain(email);
  }, 180_000);
});
