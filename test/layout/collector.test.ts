import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readJson, readSource, root } from './workspace';

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors?: readonly string[];
  /** A list, or the environment variable that holds one and its default. */
  readonly exporters: readonly string[] | string;
}

interface CollectorConfig {
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly receivers: { readonly otlp: { readonly protocols: Readonly<Record<string, { readonly endpoint: string }>> } };
  readonly processors: Readonly<Record<string, unknown>>;
  readonly connectors: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, unknown>>;
  readonly service: { readonly extensions: readonly string[]; readonly pipelines: Readonly<Record<string, Pipeline>> };
}

const paths = ['otel-collector-config.yaml', 'docker/collector/gateway.yaml'];
const vendors = readJson<ReadonlyArray<{ readonly name: string }>>(join(root, 'docker/collector/vendors.json'));
const fragments = readdirSync(join(root, 'docker/collector/vendors')).map((name) => `docker/collector/vendors/${name}`);
const single = readConfig('otel-collector-config.yaml');

function readConfig(path: string): CollectorConfig {
  return parse(readSource(path)) as CollectorConfig;
}

function exportersOf({ exporters }: Pipeline): readonly string[] {
  if (typeof exporters !== 'string') return exporters;
  const list = /^\$\{env:[A-Z_]+:-\[(.*)\]\}$/.exec(exporters)?.[1];
  if (list === undefined) throw new Error(`${exporters} is not a variable with a list as its default.`);
  return list.split(', ');
}

test('the Collector takes all three signals over OTLP', () => {
  const receiving = Object.entries(single.service.pipelines).filter(([, { receivers }]) => receivers.includes('otlp'));
  expect(receiving.map(([name]) => name)).toEqual(['traces/in', 'metrics/in', 'logs/in']);
  expect(single.receivers.otlp.protocols).toMatchObject({ grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } });
});

test('nothing leaves the single Collector before it was redacted', () => {
  const receiving = Object.values(single.service.pipelines).filter(({ receivers }) => receivers.includes('otlp'));
  for (const pipeline of receiving) {
    expect(pipeline.processors).toContain('redaction/secrets');
    expect(exportersOf(pipeline).every((name) => name in single.connectors)).toBe(true);
  }
});

test('no key is redacted by its name: a pattern for tokens would blank gen_ai.usage.input_tokens', () => {
  const { 'redaction/secrets': redaction } = single.processors;
  expect(redaction).toMatchObject({ allow_all_keys: true, redact_all_types: false });
  expect(redaction).not.toHaveProperty('blocked_key_patterns');
});

describe.each(paths)('%s', (path) => {
  const config = readConfig(path);
  const pipelines = Object.entries(config.service.pipelines);

  test('is guarded against running out of memory before anything else', () => {
    const receiving = pipelines.filter(([, { receivers }]) => receivers.includes('otlp'));
    expect(receiving.map(([, { processors }]) => processors?.[0])).toEqual(receiving.map(() => 'memory_limiter'));
  });

  test('keeps the queue of every exporter over the network on disk', () => {
    const remote = Object.entries(config.exporters).filter(([name]) => /^(otlp|clickhouse)/.test(name));
    for (const [, exporter] of remote) expect(exporter).toMatchObject({ sending_queue: { storage: 'file_storage/queue' } });
  });

  test.each(pipelines)('the pipeline %s names only components that are defined', (_name, pipeline) => {
    const ends = { ...config.exporters, ...config.connectors };
    expect(Object.keys({ ...config.receivers, ...config.connectors })).toEqual(expect.arrayContaining([...pipeline.receivers]));
    expect(Object.keys(config.processors)).toEqual(expect.arrayContaining([...(pipeline.processors ?? [])]));
    expect(Object.keys(ends)).toEqual(expect.arrayContaining([...exportersOf(pipeline)]));
  });

  test('uses every processor, connector and extension that it defines', () => {
    const used = new Set(pipelines.flatMap(([, pipeline]) => [...(pipeline.processors ?? []), ...exportersOf(pipeline)]));
    const defined = [...Object.keys(config.processors), ...Object.keys(config.connectors)];
    expect(defined.filter((name) => !used.has(name))).toEqual([]);
    expect(Object.keys(config.extensions)).toEqual(config.service.extensions);
  });
});

test('there is one fragment for each backend of the table', () => {
  expect(fragments).toEqual(vendors.map(({ name }) => `docker/collector/vendors/${name}.yaml`).toSorted());
});

test.each(fragments)('%s adds pipelines of its own and changes none', (path) => {
  const { exporters, service } = readConfig(path);
  const [name] = Object.keys(exporters);
  for (const [pipeline, { receivers }] of Object.entries(service.pipelines)) {
    expect(pipeline).toMatch(new RegExp(`^(traces|metrics|logs)/${name?.split('/')[1]}$`));
    expect(single.service.pipelines).not.toHaveProperty([pipeline]);
    for (const receiver of receivers) expect(Object.keys(single.connectors)).toContain(receiver);
  }
});

test('every environment variable that a configuration reads is documented, and no other', () => {
  const configs = [...paths, 'docker/collector/edge.yaml', ...fragments].map(readSource).join('\n');
  const read = new Set([...configs.matchAll(/\$\{env:([A-Z0-9_]+)/g)].map((match) => match[1] ?? ''));
  const tables = readSource('docs/collector.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const documented = new Set(tables.flatMap((line) => [...line.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g)]).map((match) => match[1] ?? ''));
  expect([...documented].toSorted()).toEqual([...read].toSorted());
});
