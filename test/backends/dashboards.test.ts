/** The dashboards' expressions, on what services, Collector and Prometheus really make of calls. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Dashboard, drawDashboard } from './dashboards-picture';
import { type DashboardsRun, startDashboardsRun } from './dashboards-run';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { fetchPrometheus, whyNoPrometheus } from './prometheus-programs';

const root = resolve(__dirname, '../..');
const folder = join(root, 'docker/grafana/dashboards');

const dashboards = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Dashboard);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const expressions = dashboards.flatMap(({ title, panels: own, annotations }) => [
  ...own.flatMap((panel) => (panel.targets ?? []).map(({ refId, expr }) => [`${title}: ${panel.title} ${refId}`, expr] as const)),
  ...annotations.list.map(({ name, expr }) => [`${title}: marks of ${name}`, expr] as const),
]);

/** As Grafana does it with everything chosen. */
function substitute(expression: string, variables: Readonly<Record<string, string>> = {}): string {
  return expression
    .replace(/ or vector\(0\)$/, '')
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__range', '24h')
    .replaceAll(/\$(service|environment|provider|model)\b/g, (_match, name: string) => variables[name] ?? '.*');
}

/** A day of calls in rounds, blocks of series, rules over them. */
const runTimeoutMs = 6 * 60_000;

const reasons = [whyNoProgram('collector'), whyNoPrometheus()].filter((reason) => reason !== undefined);
for (const reason of reasons) console.warn(`SKIPPED: ${reason}`);
const describeReal = reasons.length === 0 ? describe : describe.skip;

describeReal('on a real Collector and a real Prometheus, after a day of calls', () => {
  let directory: string;
  let run: DashboardsRun;

  beforeAll(async () => {
    buildProgram('collector');
    fetchPrometheus();
    directory = mkdtempSync(join(tmpdir(), 'genspan-dashboards-'));
    run = await startDashboardsRun(directory);
  }, buildTimeoutMs + runTimeoutMs);
  afterAll(async () => {
    await run?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(expressions)('%s has an answer', async (_name, expression) => {
    const samples = await run.query(substitute(expression));
    expect(samples).not.toEqual([]);
    // 0 / 0 is an answer of Prometheus and none for a reader.
    expect(samples.some(({ values }) => Number.isFinite(Number(values[0]?.[1])))).toBe(true);
  });

  test('the variables offer what there is', async () => {
    const { templating } = dashboards[0] ?? { templating: { list: [] } };
    const offered: Record<string, readonly string[]> = {};
    for (const { name, definition = '' } of templating.list) {
      const [, selector = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(definition) ?? [];
      if (label !== '') offered[name] = await run.valuesOfLabel(label, selector);
    }
    expect(offered).toMatchObject({ service: ['search', 'shop'], environment: ['production'], provider: ['anthropic', 'openai'] });
    expect(offered['model']).toEqual(expect.arrayContaining(['claude-sonnet-4-6', 'gpt-4.1', 'text-embedding-3-small']));
  });

  test('every panel that reads a variable is empty for a service that there is not', async () => {
    const filtered = expressions.filter(([, expression]) => expression.includes('=~"$service"'));
    expect(filtered.length).toBeGreaterThan(40);
    for (const [, expression] of filtered) expect(await run.query(substitute(expression, { service: 'nobody' }))).toEqual([]);
  });

  test('every line that leads to traces has what they are found by', async () => {
    const leading = panels.filter(({ fieldConfig }) => (fieldConfig?.defaults.links ?? []).length > 0);
    expect(leading.length).toBeGreaterThan(4);
    for (const { targets = [], fieldConfig } of leading) {
      const url = fieldConfig?.defaults.links?.[0]?.url ?? '';
      const labels = [...url.matchAll(/\$\{__field\.labels\.(\w+):/g)].map(([, label = '']) => label);
      expect(labels).toContain('job');
      for (const { metric } of (await Promise.all(targets.map(({ expr }) => run.query(substitute(expr))))).flat()) {
        expect(labels.filter((label) => !metric[label])).toEqual([]);
      }
    }
  });

  test.each(dashboards)('the day is drawn on $title', async (dashboard) => {
    const picture = await drawDashboard(dashboard, {
      query: (expression) => run.query(substitute(expression)),
      // Rounds are a quarter of an hour apart; a rate needs two of them.
      queryRange: (expression) => run.queryRange(substitute(expression.replaceAll('$__rate_interval', '1h'))),
    });
    expect(picture.match(/no data/g) ?? []).toEqual([]);
    // oxlint-disable-next-line node/no-process-env -- set by hand, to make the pictures of docs/dashboards.md
    const pictures = process.env['DASHBOARD_PICTURES'];
    if (pictures !== undefined) writeFileSync(join(root, pictures, `${dashboard.uid}.svg`), picture);
  });
});
