import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readJson, readSource, root } from './workspace';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly links?: ReadonlyArray<{ readonly url: string }>;
  readonly targets?: ReadonlyArray<{ readonly expr: string; readonly datasource: { readonly uid: string } }>;
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly links?: ReadonlyArray<{ readonly url: string }>;
      readonly thresholds?: { readonly steps: ReadonlyArray<{ readonly value: number | null }> };
    };
  };
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string }> };
  readonly panels: readonly Panel[];
}

const folder = 'docker/grafana/dashboards';
const names = readdirSync(join(root, folder));
const dashboards = names.map((name) => readJson<Dashboard>(join(root, folder, name)));
const panels = dashboards.flatMap((dashboard) => dashboard.panels.filter(({ type }) => type !== 'row'));
const targets = panels.flatMap((panel) => panel.targets ?? []);
const documented = ['docs/signals.md', 'docs/mcp.md', 'docs/collector.md'].map(readSource).join('\n');

/** Parameters of the alerts and everything else that rules record. */
const recorded = new Set(
  readdirSync(join(root, 'docker/prometheus/rules')).flatMap((name) => {
    const { groups } = parse(readSource(`docker/prometheus/rules/${name}`)) as {
      readonly groups: ReadonlyArray<{ readonly rules: ReadonlyArray<{ readonly record?: string }> }>;
    };
    return groups.flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? []));
  }),
);

/** Of Prometheus, and of the Collector about itself: docs/dashboards.md names where they come from. */
const foreign = /^(up|ALERTS|otelcol_\w+)$/;

function seriesIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\bby\s*\([^)]*\)/g, ' ')
    .replaceAll(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/\b[A-Za-z_][\w:]*\b(?!\s*\()/g)].map(([name]) => name).filter((name) => !/^(and|or|unless)$/.test(name));
}

/** Whether a page of signals tells of the metric that the series is of. */
function isDocumented(series: string): boolean {
  const metric = series
    .replace(/_(bucket|sum|count)$/, '')
    .replace(/_total$/, '')
    .replace(/_seconds$/, '');
  return [...documented.matchAll(/`([a-z_.0-9]+)`/g)].some(([, name = '']) => name.replaceAll('.', '_') === metric);
}

test('every dashboard is generated, and none is left of a source that is gone', () => {
  const sources = readdirSync(join(root, 'docker/grafana/sources')).map((name) => name.replace(/\.yaml$/, '.json'));
  expect(names).toEqual(sources);
});

test('no two dashboards have one address, and no two panels of a dashboard one id', () => {
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
  for (const dashboard of dashboards) expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

test('every dashboard can be narrowed to a service, an environment, a provider and a model', () => {
  for (const { templating } of dashboards) {
    expect(templating.list.map(({ name }) => name)).toEqual(['service', 'environment', 'provider', 'model', 'runbooks']);
  }
});

test.each(dashboards)('no panel of $title lies over another or beyond the edge', ({ panels: all }) => {
  const taken = all.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(taken).size).toBe(taken.length);
  expect(all.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
});

test('series of dashboards are documented, or recorded by the rules', () => {
  const read = targets.flatMap(({ expr }) => seriesIn(expr));
  expect(read.length).toBeGreaterThan(100);
  expect(read.filter((name) => !recorded.has(name) && !foreign.test(name) && !isDocumented(name))).toEqual([]);
});

test('a series that services make is read with the variables, but where the sum of all is meant', () => {
  const whole = targets.filter(({ expr }) => /\b(gen_ai|mcp|genspan)_\w+\{?/.test(expr) && !expr.includes('job=~"$service"'));
  expect(whole.map(({ expr }) => expr)).toEqual(['sum(increase(genspan_client_cost_total[1h]))']);
});

test('every panel has a unit, asks the source that is provisioned, and links to runbooks that there are', () => {
  const sources = (
    parse(readSource('docker/grafana/datasources.yaml')) as { readonly datasources: ReadonlyArray<{ readonly uid: string }> }
  ).datasources;
  const plain = panels.filter(({ type }) => type !== 'table');
  expect(plain.filter(({ fieldConfig }) => fieldConfig?.defaults.unit === undefined).map(({ title }) => title)).toEqual([]);
  for (const { datasource } of targets) expect(sources.map(({ uid }) => uid)).toContain(datasource.uid);
  const pages = readdirSync(join(root, 'docs/runbooks')).map((name) => `\${runbooks}/${name}`);
  for (const { url } of panels.flatMap(({ links = [] }) => links)) expect(pages).toContain(url);
});

test('a line leads to a search of Jaeger for its service and for attributes that spans have', () => {
  const urls = panels.flatMap(({ fieldConfig }) => fieldConfig?.defaults.links ?? []).map(({ url }) => url);
  expect(urls.length).toBeGreaterThan(4);
  for (const url of urls) {
    const panes = JSON.parse(new URL(url, 'http://grafana').searchParams.get('panes') ?? '') as {
      readonly traces: {
        readonly datasource: string;
        readonly queries: ReadonlyArray<{ readonly service: string; readonly tags: string }>;
      };
    };
    expect(panes.traces.datasource).toBe('jaeger');
    expect(panes.traces.queries[0]?.service).toBe('${__field.labels.job:percentencode}');
    const [, attribute = ''] = /^([\w.]+)="\$\{__field\.labels\.\w+:percentencode\}"$/.exec(panes.traces.queries[0]?.tags ?? '') ?? [];
    expect(documented).toContain(`\`${attribute}\``);
  }
});

test('a limit that colours a figure is the number of the alert', () => {
  const limits = panels.flatMap(({ title, fieldConfig }) => {
    const value = fieldConfig?.defaults.thresholds?.steps[1]?.value;
    return value === undefined ? [] : [[title, value] as const];
  });
  const parameters = readSource('docker/prometheus/rules/parameters.yaml');
  const number = (name: string) => Number(new RegExp(`${name}\\n\\s+expr: vector\\((.+)\\)`).exec(parameters)?.[1]);
  expect(Object.fromEntries(limits)).toMatchObject({
    Failed: number('error_budget_share'),
    Cost: number('cost_usd_per_hour'),
    'Month, forecast': number('cost_usd_per_month'),
    'Fullest queue': number('queue_full_share'),
  });
});
