/** The whole way of an alert: a service whose provider fails, Collector, Prometheus with the rules, Alertmanager, a webhook. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { describeWith } from './describe-with';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { fetchPrometheus, whyNoPrometheus } from './prometheus-programs';
import { alertmanagerConfig, startAlertmanager } from './running-alertmanager';
import { startCollector } from './running-collector';
import { startPrometheus } from './running-prometheus';

const root = resolve(__dirname, '../..');

/** The alert lasts two minutes before it is told; the rest is start-up and the first calls. */
const alertTimeoutMs = 5 * 60_000;

interface Notification {
  readonly receiver: string;
  readonly alerts: ReadonlyArray<{
    readonly status: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }>;
}

describeWith(whyNoProgram('collector'), whyNoPrometheus())('with a real Collector, Prometheus and Alertmanager', () => {
  let directory: string;
  const undos: Array<() => unknown> = [];

  beforeAll(() => {
    buildProgram('collector');
    fetchPrometheus();
  }, buildTimeoutMs);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'genspan-alert-'));
  });
  afterEach(async () => {
    for (const undo of undos.splice(0).toReversed()) await undo();
    rmSync(directory, { recursive: true, force: true });
  });

  async function serve(answer: RequestListener): Promise<string> {
    const server: Server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    undos.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function keep(child: ChildProcess): void {
    const exited = once(child, 'exit');
    undos.push(() => {
      child.kill('SIGKILL');
      return exited;
    });
  }

  /** The demo's service with the flag, which exports its metrics each second. */
  async function startService(otlpEndpoint: string, providerUrl: string): Promise<string> {
    const service = fork(join(root, 'demo/service.cjs'), {
      cwd: join(root, 'demo'),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        // oxlint-disable-next-line node/no-process-env -- the search path is the one thing a child needs of ours
        PATH: process.env['PATH'],
        NODE_OPTIONS: '--require genspan/register',
        PROVIDER_URL: providerUrl,
        OTEL_SERVICE_NAME: 'shop',
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
      },
    });
    keep(service);
    const [{ port }] = (await once(service, 'message')) as [{ readonly port: number }];
    return `http://127.0.0.1:${port}`;
  }

  it(
    'a provider that fails for two minutes is told to whoever is to be woken',
    async () => {
      const told: Notification[] = [];
      const webhook = await serve((request, response) => {
        void text(request).then((body) => told.push(JSON.parse(body) as Notification));
        response.end();
      });
      const provider = await serve((_request, response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{}'));

      const config = parse(readFileSync(alertmanagerConfig, 'utf8')) as { readonly receivers: ReadonlyArray<{ readonly name: string }> };
      const receivers = config.receivers.map(({ name }) => ({ name, webhook_configs: [{ url: `http://${webhook}/` }] }));
      const changedConfig = join(directory, 'alertmanager.json');
      writeFileSync(changedConfig, JSON.stringify({ ...config, receivers }));
      mkdirSync(join(directory, 'alertmanager'));
      const alertmanager = await startAlertmanager(fetchPrometheus().alertmanager, join(directory, 'alertmanager'), changedConfig);
      undos.push(() => alertmanager.stop());

      const collector = await startCollector(buildProgram('collector'), { configs: ['otel-collector-config.yaml'], directory });
      undos.push(() => collector.stop());
      const prometheus = await startPrometheus(fetchPrometheus().prometheus, {
        collector,
        alertmanager: alertmanager.address,
        directory,
      });
      undos.push(() => prometheus.stop());

      const service = await startService(collector.httpEndpoint, `http://${provider}`);
      const alertOf = (name: string) =>
        told
          .flatMap(({ receiver, alerts }) => alerts.map((alert) => ({ receiver, ...alert })))
          .find(({ labels }) => labels['alertname'] === name);
      const endsAt = Date.now() + alertTimeoutMs - 30_000;
      while (alertOf('GenspanErrorBudgetBurnFast') === undefined && Date.now() < endsAt) {
        await Promise.all([1, 2, 3].map(() => fetch(`${service}/order?text=hello`).then((response) => response.text())));
        await wait(100);
      }

      expect(alertOf('GenspanErrorBudgetBurnFast')).toMatchObject({
        receiver: 'page',
        status: 'firing',
        labels: { severity: 'critical', job: 'shop', gen_ai_provider_name: 'openai' },
        annotations: {
          summary: 'shop: 100% of the calls to openai failed in the last hour',
          runbook: 'docs/runbooks/error-budget-burn.md',
        },
      });
      expect(alertOf('GenspanPipelineDown')).toBeUndefined();
    },
    alertTimeoutMs,
  );
});
