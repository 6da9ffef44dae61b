import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSource, root } from './workspace';

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

interface CollectorConfig {
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly receivers: { readonly otlp: { readonly protocols: Readonly<Record<string, { readonly endpoint: string }>> } };
  readonly processors: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, unknown>>;
  readonly service: { readonly extensions: readonly string[]; readonly pipelines: Readonly<Record<string, Pipeline>> };
}

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

const collector = parse(readSource('otel-collector-config.yaml')) as CollectorConfig;
const { services } = parse(readSource('docker/compose.yaml')) as Compose;
const pipelines = Object.entries(collector.service.pipelines);

test('the Collector takes all three signals over OTLP', () => {
  expect(pipelines.map(([signal]) => signal)).toEqual(['traces', 'metrics', 'logs']);
  expect(collector.receivers.otlp.protocols).toMatchObject({ grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } });
});

test.each(pipelines)('the %s pipeline is guarded against running out of memory before anything else', (_signal, pipeline) => {
  expect(pipeline.processors[0]).toBe('memory_limiter');
});

test.each(pipelines)('the %s pipeline names only components that are defined', (_signal, pipeline) => {
  expect(Object.keys(collector.receivers)).toEqual(expect.arrayContaining([...pipeline.receivers]));
  expect(Object.keys(collector.processors)).toEqual(expect.arrayContaining([...pipeline.processors]));
  expect(Object.keys(collector.exporters)).toEqual(expect.arrayContaining([...pipeline.exporters]));
});

test('every component that is defined is used', () => {
  const used = new Set(pipelines.flatMap(([, pipeline]) => [...pipeline.processors, ...pipeline.exporters]));
  expect([...used].toSorted()).toEqual([...Object.keys(collector.processors), ...Object.keys(collector.exporters)].toSorted());
  expect(Object.keys(collector.extensions)).toEqual(collector.service.extensions);
});

test.each(Object.entries(services))('the image of %s is pinned to a release', (_name, { image }) => {
  expect(image).toMatch(/:\d+\.\d+\.\d+$/);
});

test('every port is offered to this machine only', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('the files that are mounted exist', () => {
  const sources = Object.values(services).flatMap((service) => service.volumes ?? []);
  expect(sources.map((volume) => volume.split(':')[0] ?? '').filter((path) => !existsSync(join(root, 'docker', path)))).toEqual([]);
});

test('waiting for the stack waits for the Collector and for Jaeger', () => {
  expect(services['ready']?.depends_on).toEqual(['collector', 'jaeger']);
  expect(services['ready']?.healthcheck?.test.join(' ')).toMatch(/http:\/\/collector:13133\/.*http:\/\/jaeger:16686\//);
});
