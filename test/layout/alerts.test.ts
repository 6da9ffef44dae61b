import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as semconv from '../../packages/core/src/semconv';
import { readSource, root } from './workspace';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: { readonly summary?: string; readonly runbook?: string };
}

interface RuleTest {
  readonly tests: ReadonlyArray<{
    readonly alert_rule_test?: ReadonlyArray<{ readonly alertname: string; readonly exp_alerts?: readonly unknown[] }>;
  }>;
}

interface SignalToMetrics {
  readonly name: string;
  readonly attributes?: ReadonlyArray<{ readonly key: string }>;
  readonly sum?: object;
}

function readYaml<Value>(path: string): Value {
  return parse(readSource(path)) as Value;
}

function readFolder<Value>(folder: string): Value[] {
  return readdirSync(join(root, folder)).map((name) => readYaml<Value>(join(folder, name)));
}

const rules = readFolder<{ readonly groups: ReadonlyArray<{ readonly rules: readonly Rule[] }> }>('docker/prometheus/rules').flatMap(
  ({ groups }) => groups.flatMap((group) => group.rules),
);
const alerts = rules.flatMap((rule) => (rule.alert === undefined ? [] : [[rule.alert, rule] as const]));
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
const parameters = rules.flatMap(({ record, expr }) => (record?.startsWith('genspan:parameter:') ? [[record, expr] as const] : []));
const page = readSource('docs/alerts.md');

const underscored = (name: string): string => name.replaceAll('.', '_');

/** Names of the series of a metric, as the Collector's exporter and Prometheus' OTLP endpoint make them. */
function seriesOf(name: string, instrument: string, unit: string): string[] {
  const base = underscored(name) + (unit === 's' ? '_seconds' : '');
  return instrument === 'counter' ? [`${base}_total`] : ['bucket', 'sum', 'count'].map((part) => `${base}_${part}`);
}

const constants = Object.values(semconv).flatMap((value: unknown) => {
  const isMetric = typeof value === 'object' && value !== null && 'instrument' in value;
  return isMetric ? [value as { readonly name: string; readonly instrument: string; readonly unit: string }] : [];
});
const connector = readYaml<{
  readonly connectors: Readonly<Record<string, { readonly logs: readonly SignalToMetrics[]; readonly spans: readonly SignalToMetrics[] }>>;
}>('otel-collector-config.yaml').connectors['signal_to_metrics/genai'];
const derived = [...(connector?.logs ?? []), ...(connector?.spans ?? [])];

/** What the Collector tells of itself, what Prometheus does, and requests to services as others count them. */
const foreign = [
  'up',
  ...['send_failed', 'enqueue_failed'].flatMap((event) =>
    ['spans', 'metric_points', 'log_records'].map((signal) => `otelcol_exporter_${event}_${signal}_total`),
  ),
  'otelcol_exporter_queue_size',
  'otelcol_exporter_queue_capacity',
  'http_server_request_duration_seconds_count',
  'traces_span_metrics_calls_total',
];
const series = new Set([
  ...constants.flatMap(({ name, instrument, unit }) => seriesOf(name, instrument, unit)),
  ...derived.flatMap(({ name, sum }) => seriesOf(name, sum === undefined ? 'histogram' : 'counter', '')),
  ...foreign,
]);
const labels = new Set([
  ...Object.values(semconv).flatMap((value: unknown) => (typeof value === 'string' ? underscored(value) : [])),
  ...derived.flatMap(({ attributes = [] }) => attributes.map(({ key }) => underscored(key))),
]);

/** Names in an expression that stand where a series does. */
function seriesIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/\b[a-z_][\w:]*\b(?!\s*\()/g)].map(([name]) => name).filter((name) => !/^(and|or|unless|bool)$/.test(name));
}

test.each(alerts)('%s says how severe it is, what it found, and where to read on', (_name, { labels: own, annotations }) => {
  expect(own?.['severity']).toMatch(/^(critical|warning)$/);
  expect(annotations?.summary).toMatch(/\S/);
  expect(annotations?.runbook).toMatch(/^docs\/runbooks\/[a-z-]+\.md$/);
  expect(existsSync(join(root, annotations?.runbook ?? 'missing'))).toBe(true);
});

test('every page of a runbook belongs to an alert, and tells what it means, what to look at and with which queries', () => {
  const named = new Set(alerts.map(([, { annotations }]) => annotations?.runbook));
  const pages = readdirSync(join(root, 'docs/runbooks')).map((name) => `docs/runbooks/${name}`);
  expect(pages.toSorted()).toEqual([...named].toSorted());
  for (const path of pages) expect(readSource(path)).toMatch(/## What it means\n[^]*## Look at first\n[^]*## Queries\n[^]*```promql\n/);
});

test.each(alerts)('a case of promtool shows %s firing, and another keeping silent', (name) => {
  const cases = readFolder<RuleTest>('docker/prometheus/tests').flatMap(({ tests }) => tests.flatMap((each) => each.alert_rule_test ?? []));
  const fires = cases.filter(({ alertname }) => alertname === name).map(({ exp_alerts: expected = [] }) => expected.length > 0);
  expect(new Set(fires)).toEqual(new Set([true, false]));
});

test('rules read series that somebody makes', () => {
  const read = rules.flatMap(({ expr }) => seriesIn(expr));
  expect(read.length).toBeGreaterThan(100);
  expect(read.filter((name) => !series.has(name) && !recorded.has(name))).toEqual([]);
});

test('rules name labels that the conventions, genspan or the Collector know', () => {
  const named = rules.flatMap(({ expr }) => expr.match(/(?<![\w:])(?:gen_ai|genspan|error)_\w+/g) ?? []);
  expect(named.filter((name) => !labels.has(name) && !series.has(name))).toEqual([]);
});

test('runbooks ask for series and labels that there are', () => {
  const queries = alerts.flatMap(([, { annotations }]) =>
    [...readSource(annotations?.runbook ?? '').matchAll(/^```promql\n([^]*?)^```$/gm)].map(([, query = '']) =>
      query.replaceAll(/^#.*$/gm, ''),
    ),
  );
  expect(queries.flatMap(seriesIn).filter((name) => !series.has(name) && !recorded.has(name))).toEqual([]);
  const named = queries.flatMap((query) => query.match(/(?<![\w:])(?:gen_ai|genspan|error)_\w+/g) ?? []);
  expect(named.filter((name) => !labels.has(name) && !series.has(name))).toEqual([]);
});

test('every parameter is compared with somewhere, and stands on the page of alerts with its value', () => {
  const expressions = rules.map(({ expr }) => expr).join('\n');
  expect(parameters.filter(([name]) => !expressions.includes(name))).toEqual([]);
  const rows = parameters.map(
    ([name, expr]) => `| \`${name.replace('genspan:parameter:', '')}\` | ${expr.replace(/^vector\((.*)\)$/, '$1')} |`,
  );
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test('every alert stands on the page of alerts with its severity and its runbook', () => {
  const rows = alerts.map(([name, rule]) => [name, rule.labels?.['severity'], rule.annotations?.runbook?.replace('docs/', '')] as const);
  expect(rows.filter(([name, severity, path]) => !page.includes(`| [\`${name}\`](${path}) | ${severity} |`))).toEqual([]);
});

test('Alertmanager names alerts that there are', () => {
  const named = readSource('docker/alertmanager/alertmanager.yaml').match(/Genspan\w+/g) ?? [];
  expect(named.filter((name) => !alerts.some(([alert]) => alert === name))).toEqual([]);
});
