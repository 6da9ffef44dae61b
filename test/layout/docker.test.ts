import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSource, root } from './workspace';

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly include?: readonly string[];
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const main = parse(readSource('docker/compose.yaml')) as Compose;
const included = (main.include ?? []).map((path) => parse(readSource(join('docker', path))) as Compose);
const services = Object.fromEntries([main, ...included].flatMap((file) => Object.entries(file.services)));
const volumes = [main, ...included].flatMap((file) => Object.keys(file.volumes));
const mounts = Object.values(services).flatMap((service) => (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? ''));

/** Their images cannot run one: `ready` asks them from beside. */
const withoutHealthCheck = ['collector', 'jaeger'];

test('Collector, Jaeger, Prometheus, Alertmanager and Grafana start without a profile', () => {
  const started = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
  expect(started.map(([name]) => name)).toEqual(['collector', 'jaeger', 'prometheus', 'alertmanager', 'grafana', 'volumes', 'ready']);
});

test('Phoenix is a profile, and Langfuse with all that it needs is another', () => {
  const optional = Object.entries(services).filter(([, { profiles }]) => profiles !== undefined);
  for (const [name, service] of optional) expect(service.profiles).toEqual([name.split('-')[0]]);
  expect(optional).toHaveLength(7);
});

test.each(Object.entries(services))('the image of %s is pinned to a release', (_name, { image }) => {
  expect(image).toMatch(/:(?:version-|v)?\d+\.\d+\.\d+(?:\.\d+)?$|:\d+\.\d+(?:\.\d+)?-alpine$|:RELEASE\.\d{4}-\d\d-\d\dT[\d-]+Z$/);
});

test('every service that can tells whether it is well', () => {
  const silent = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
  expect(silent.map(([name]) => name)).toEqual(withoutHealthCheck);
});

test('waiting for the stack waits for the Collector and for Jaeger', () => {
  expect(services['ready']?.depends_on).toEqual(['collector', 'jaeger']);
  expect(services['ready']?.healthcheck?.test.join(' ')).toMatch(/http:\/\/collector:13133\/.*http:\/\/jaeger:16686\//);
});

test('every port is offered to this machine only, and once', () => {
  const ports = Object.values(services).flatMap((service) => service.ports ?? []);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  expect(new Set(ports.map((port) => port.split(':')[1])).size).toBe(ports.length);
});

test('the files and folders that are mounted exist', () => {
  const paths = mounts.filter((mount) => mount.startsWith('.'));
  expect(paths.filter((path) => !existsSync(join(root, 'docker', path)))).toEqual([]);
});

test('every volume that is named is mounted, and none else', () => {
  expect([...new Set(mounts.filter((mount) => !mount.startsWith('.')))].toSorted()).toEqual(volumes.toSorted());
});

test('what a service is told to read lies in what is mounted', () => {
  for (const [path, service] of [
    ['prometheus/prometheus.yaml', 'prometheus'],
    ['alertmanager/alertmanager.yaml', 'alertmanager'],
  ] as const) {
    expect(JSON.stringify(services[service])).toContain(`--config.file=/etc/${path}`);
    expect(existsSync(join(root, 'docker', path))).toBe(true);
  }
});
