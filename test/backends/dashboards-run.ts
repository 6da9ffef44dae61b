/**
 * Services, Collector and Prometheus with a day behind them: what the Collector offers is read after each round of calls, and the rounds are laid
 * a quarter of an hour apart, as if a second had been that long. From then on Prometheus scrapes the Collector itself.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'yaml';
import { createProvider } from './dashboards-provider';
import { callSearch, callShop, keep, serve, startService } from './dashboards-traffic';
import { buildProgram } from './go-program';
import { fetchPrometheus } from './prometheus-programs';
import { freePorts, type RunningCollector, startCollector, until } from './running-collector';

const root = resolve(__dirname, '../..');
const rules = join(root, 'docker/prometheus/rules');

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  /** Seconds since the epoch, and the value as text. */
  readonly values: ReadonlyArray<readonly [number, string]>;
}

export interface DashboardsRun {
  /** The present answer. @throws with Prometheus' own words when it does not understand the expression */
  query(expression: string): Promise<readonly Sample[]>;
  /** Over the whole history. */
  queryRange(expression: string): Promise<readonly Sample[]>;
  valuesOfLabel(label: string, selector: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const roundCount = 105;
const roundSeconds = 900;

/** `directory`: for files of this run; it is the caller's to remove. */
export async function startDashboardsRun(directory: string): Promise<DashboardsRun> {
  const undos: Array<() => unknown> = [];
  try {
    return await start(directory, undos);
  } catch (error) {
    await undo(undos);
    throw error;
  }
}

async function undo(undos: Array<() => unknown>): Promise<void> {
  for (const each of undos.splice(0).toReversed()) await each();
}

async function start(directory: string, undos: Array<() => unknown>): Promise<DashboardsRun> {
  let round = 0;
  // A day's wave, so that lines of a picture can be told apart.
  const load = () => (1 - Math.cos((2 * Math.PI * round * roundSeconds) / 86_400)) / 2;
  const refusing = await serve((_request, response) => response.writeHead(400).end(), undos);
  const collector = await startCollector(buildProgram('collector'), {
    configs: ['otel-collector-config.yaml'],
    // One backend takes spans, the other refuses them: what it refuses is lost.
    environment: {
      COLLECTOR_TRACE_EXPORTERS: '[debug]',
      COLLECTOR_GENAI_TRACE_EXPORTERS: '[otlp_http/vendor]',
      VENDOR_OTLP_ENDPOINT: `http://${refusing}`,
    },
    directory,
  });
  undos.push(() => collector.stop());
  const self = await serve((_request, response) => void collector.scrapeSelf().then((page) => response.end(page)), undos);
  const targets = { services: collector.metricsAddress, 'otel-collector': self };
  const provider = await serve(createProvider(load), undos);
  const { startFakeProvider } = require(join(root, 'demo/fake-provider.cjs')) as {
    startFakeProvider(): Promise<{ readonly url: string; close(): void }>;
  };
  const demoProvider = await startFakeProvider();
  undos.push(() => demoProvider.close());

  const endpoint = collector.httpEndpoint;
  const shop = await startService(
    join(root, 'demo/service.cjs'),
    { endpoint, name: 'shop', version: '1.4.0', providerUrl: demoProvider.url },
    undos,
  );
  const search = await Promise.all(
    ['2.0.0', '2.1.0'].map((version) =>
      startService(
        require.resolve('./dashboards-service.cjs'),
        { endpoint, name: 'search', version, providerUrl: `http://${provider}` },
        undos,
      ),
    ),
  );
  const makeCalls = async () => {
    const version = round > roundCount * 0.6 ? 1 : 0;
    const busy = 1 + Math.round(2 * load());
    await Promise.all([callShop(shop, busy, round), callSearch(search[version] ?? '', busy)]);
  };

  const pages: string[] = [];
  for (; round < roundCount; round++) {
    await Promise.all([makeCalls(), wait(350)]);
    pages.push(await readPages(collector, self));
  }
  const history = join(directory, 'history.txt');
  const endsAt = Math.floor(Date.now() / 1000) - 60;
  const startsAt = endsAt - (roundCount - 1) * roundSeconds;
  // Each page three times, as scrapes between the rounds would find it: the shortest window of a rule is ten minutes.
  const laid = pages.flatMap((page, index) =>
    [0, 300, 600].map((after) => page.replaceAll(/ TIME$/gm, ` ${startsAt + index * roundSeconds + after}`)),
  );
  writeFileSync(history, `${laid.slice(0, -2).join('')}# EOF\n`);
  const series = join(directory, 'series');
  mkdirSync(series);
  runPromtool(['tsdb', 'create-blocks-from', 'openmetrics', history, series]);

  let prometheus = await startPrometheus(directory, series, targets);
  undos.push(() => prometheus.stop());
  // Each pass evaluates rules on what the pass before recorded.
  for (const _pass of ['of metrics', 'of rules', 'of rules of rules']) {
    const span = [`--start=${startsAt}`, `--end=${endsAt}`, '--eval-interval=300s', `--output-dir=${series}`];
    const files = readdirSync(rules).map((name) => join(rules, name));
    runPromtool(['tsdb', 'create-blocks-from', 'rules', `--url=http://${prometheus.address}`, ...span, ...files]);
    await prometheus.stop();
    prometheus = await startPrometheus(directory, series, targets);
  }
  // Rates need calls that Prometheus sees coming.
  for (; round < roundCount + 12; round++) await Promise.all([makeCalls(), wait(1000)]);

  const read = async (path: string, parameters: Readonly<Record<string, string>>) => {
    const answer = await fetch(`http://${prometheus.address}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
    const { data, error } = (await answer.json()) as { readonly data?: unknown; readonly error?: string };
    if (error !== undefined) throw new Error(`${parameters['query']}: ${error}`);
    return data;
  };
  return {
    query: async (query) => {
      const { result } = (await read('query', { query })) as {
        readonly result: ReadonlyArray<{ readonly value: readonly [number, string] }>;
      };
      return result.map((each) => ({ metric: {}, ...each, values: [each.value] }));
    },
    queryRange: async (query) => {
      const range = { start: String(startsAt), end: String(endsAt), step: String(roundSeconds) };
      return ((await read('query_range', { query, ...range })) as { readonly result: readonly Sample[] }).result;
    },
    valuesOfLabel: async (label, selector) => (await read(`label/${label}/values`, { 'match[]': selector })) as string[],
    stop: () => undo(undos),
  };
}

/** Both pages as one, each sample with the labels of its scrape and a place for its time. */
async function readPages(collector: RunningCollector, self: string): Promise<string> {
  const [services, itself] = await Promise.all([collector.scrape(), collector.scrapeSelf()]);
  const own = `job="otel-collector",instance="${self}"`;
  return (
    samplesOf(services).join('') +
    samplesOf(itself)
      .map((line) =>
        line.replace(/^(\w+)(?:\{(.*)\})? /, (_match, name: string, labels = '') => `${name}{${own}${labels === '' ? '' : `,${labels}`}} `),
      )
      .join('')
  );
}

function samplesOf(page: string): string[] {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => `${line} TIME\n`);
}

function runPromtool(args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(fetchPrometheus().promtool, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0)
    throw new Error(`promtool ${args.slice(0, 3).join(' ')}: ${error?.message ?? ''}${stdout.slice(-1000)}${stderr.slice(-2000)}`);
}

/** The repository's configuration and rules, with other addresses and no patience. */
async function startPrometheus(
  directory: string,
  series: string,
  targets: Readonly<Record<string, string>>,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const config = parse(readFileSync(join(root, 'docker/prometheus/prometheus.yaml'), 'utf8')) as {
    readonly scrape_configs: ReadonlyArray<{ readonly job_name: string }>;
  };
  const path = join(directory, 'prometheus.json');
  const changed = {
    ...config,
    global: { scrape_interval: '1s', evaluation_interval: '3s' },
    rule_files: [join(rules, '*.yaml')],
    alerting: {},
    scrape_configs: config.scrape_configs.map((job) => ({
      ...job,
      static_configs: [{ targets: [targets[job.job_name]] }],
    })),
  };
  writeFileSync(path, JSON.stringify(changed));
  const [port = 0] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const options = [
    `--config.file=${path}`,
    `--storage.tsdb.path=${series}`,
    '--storage.tsdb.retention.time=40d',
    // Longer than a round: yesterday has a value at every time.
    '--query.lookback-delta=20m',
    `--web.listen-address=${address}`,
  ];
  const stop = keep(spawn(fetchPrometheus().prometheus, options, { stdio: 'ignore' }), []);
  await until('Prometheus is ready', async () => (await fetch(`http://${address}/-/ready`)).ok);
  return { address, stop };
}
