const { parse } = require('yaml');

// Dashboards of Grafana from docker/grafana/sources/*.yaml. A panel is one of
//   figure  the present value, large; its `limit` is a number, or a parameter of the alerts that colours it red
//   lines   over time; its `limit` is a parameter of the alerts, drawn as it is evaluated; `traces` says which attributes of spans have the
//           values of which labels, so that a line leads to its traces
//   table   one row for each value of the labels in `by`, one column for each query
// In an expression stand
//   <service>, <call>             the matchers of the variables at the top of the dashboard
//   calls(rate, MATCHERS, RANGE)  every call: no metric has them all. `<call>|error_type!=""` adds a matcher

const prometheus = { type: 'prometheus', uid: 'prometheus' };

const durationCounts = ['inference', 'embeddings', 'operation'].map((group) => `gen_ai_client_${group}_duration_seconds_count`);

const variables = [
  ['service', 'Service', 'job'],
  ['environment', 'Environment', 'deployment_environment_name'],
  ['provider', 'Provider', 'gen_ai_provider_name'],
  ['model', 'Model', 'gen_ai_request_model'],
];
const matchers = variables.map(([name, , label]) => `${label}=~"$${name}"`);

function expandExpression(expression) {
  return expression
    .replaceAll(/calls\((\w+), ([^(),]+), ([\w$]+)\)/g, (_match, fn, selector, range) => {
      const terms = durationCounts.map((name) => `${fn}(${name}{${selector.replace('|', ', ')}}[${range}])`);
      return `(${terms.join(' or ')})`;
    })
    .replaceAll('<service>', matchers.slice(0, 2).join(', '))
    .replaceAll('<call>', matchers.join(', '));
}

/** Numbers of docker/prometheus/rules/parameters.yaml by their names. */
function readParameters(text) {
  const rules = parse(text).groups.flatMap((group) => group.rules);
  return new Map(rules.map(({ record, expr }) => [record.replace('genspan:parameter:', ''), Number(/^vector\((.+)\)$/.exec(expr)[1])]));
}

/** @returns {string} JSON of one dashboard @throws when a panel names a parameter that there is not */
function renderDashboard(path, source, parametersText) {
  const { uid, title, description, rows } = parse(source);
  const values = readParameters(parametersText);
  const limitOf = (limit) => {
    if (typeof limit === 'number') return limit;
    if (values.has(limit)) return values.get(limit);
    throw new Error(`${path} names the parameter ${limit}, which docker/prometheus/rules/parameters.yaml does not have.`);
  };
  const dashboard = {
    uid,
    title,
    description,
    tags: ['genspan'],
    schemaVersion: 39,
    editable: true,
    time: { from: 'now-24h', to: 'now' },
    refresh: '1m',
    links: [{ title: 'genspan', type: 'dashboards', tags: ['genspan'], asDropdown: false, includeVars: true, keepTime: true }],
    templating: { list: [...variables.map(renderVariable), runbooks] },
    annotations: { list: [alertAnnotation] },
    panels: layOut(rows, limitOf),
  };
  return `${JSON.stringify(dashboard)}\n`;
}

function renderVariable([name, label, from]) {
  const query = `label_values({__name__=~"${durationCounts.join('|')}"}, ${from})`;
  return {
    name,
    label,
    type: 'query',
    datasource: prometheus,
    query: { query, refId: name },
    definition: query,
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    // Also series without the label: a service that names no environment, an agent that has no provider.
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
  };
}

/** Where the pages of docs/runbooks are served; docker/compose.yaml gives them to Grafana itself. */
const runbooks = { name: 'runbooks', type: 'constant', query: '/public/runbooks', hide: 2, skipUrlSync: true };

const alertAnnotation = {
  name: 'Alerts',
  datasource: prometheus,
  enable: true,
  iconColor: 'red',
  expr: 'ALERTS{alertname=~"Genspan.*", alertstate="firing", job=~"$service|otel-collector|"}',
  titleFormat: '{{alertname}} {{job}}',
  step: '5m',
};

const columns = 24;
const heights = { row: 1, figure: 4, lines: 8, table: 8 };

/** Panels from left to right, in rows under their headings. */
function layOut(rows, limitOf) {
  const panels = [];
  let y = 0;
  for (const { title, panels: sources } of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { h: heights.row, w: columns, x: 0, y },
      panels: [],
    });
    y += heights.row;
    let x = 0;
    const height = Math.max(...sources.map((source) => heights[kindOf(source)]));
    for (const source of sources) {
      const width = source.width ?? columns / sources.length;
      const gridPos = { h: height, w: width, x, y };
      x += width;
      panels.push({ id: panels.length + 1, ...renderPanel(source, limitOf), gridPos });
    }
    y += height;
  }
  return panels;
}

function kindOf(source) {
  return ['figure', 'lines', 'table'].find((kind) => kind in source);
}

const renderers = { figure: renderFigure, lines: renderLines, table: renderTable };

function renderPanel(source, limitOf) {
  const { title, description, runbook } = source;
  const links = runbook === undefined ? [] : [{ title: `Runbook: ${runbook}`, url: `\${runbooks}/${runbook}.md`, targetBlank: true }];
  return {
    title,
    ...(description === undefined ? {} : { description }),
    links,
    datasource: prometheus,
    ...renderers[kindOf(source)](source, limitOf),
  };
}

function renderTarget(query, index, options) {
  const expr = expandExpression(query.expr);
  return {
    refId: String.fromCodePoint(65 + index),
    datasource: prometheus,
    // A counter of what has never happened has no series: there it is 0.
    expr: query.orZero === true ? `${expr} or vector(0)` : expr,
    ...(query.legend === undefined ? {} : { legendFormat: query.legend }),
    ...options,
  };
}

function renderFigure({ figure, queries }, limitOf) {
  const steps = [{ color: 'green', value: null }];
  if (figure.limit !== undefined) steps.push({ color: 'red', value: limitOf(figure.limit) });
  return {
    type: 'stat',
    targets: queries.map((query, index) => renderTarget(query, index, { instant: true, range: false })),
    fieldConfig: { defaults: { unit: figure.unit, decimals: figure.decimals, thresholds: { mode: 'absolute', steps } }, overrides: [] },
    options: {
      colorMode: figure.limit === undefined ? 'none' : 'background',
      graphMode: 'none',
      reduceOptions: { calcs: ['lastNotNull'] },
    },
  };
}

function renderLines({ lines, queries }, limitOf) {
  const targets = queries.map((query, index) => renderTarget(query, index, {}));
  const overrides = [];
  if (lines.limit !== undefined) {
    limitOf(lines.limit);
    targets.push(renderTarget({ expr: `genspan:parameter:${lines.limit}`, legend: 'limit' }, targets.length, {}));
    overrides.push({
      matcher: { id: 'byName', options: 'limit' },
      properties: [
        { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
        { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
        { id: 'custom.fillOpacity', value: 0 },
        { id: 'custom.stacking', value: { mode: 'none' } },
      ],
    });
  }
  const custom = { showPoints: 'auto', fillOpacity: 10, stacking: { mode: lines.stack === true ? 'normal' : 'none' } };
  return {
    type: 'timeseries',
    targets,
    fieldConfig: {
      defaults: { unit: lines.unit, decimals: lines.decimals, min: 0, custom, links: renderTraceLinks(lines.traces) },
      overrides,
    },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
  };
}

/** From a line to the traces of its service in which the attributes have the values of its labels. */
function renderTraceLinks(labelsByAttribute) {
  if (labelsByAttribute === undefined) return [];
  const labelOf = (label) => `\${__field.labels.${label}:percentencode}`;
  const tags = Object.entries(labelsByAttribute).map(([attribute, label]) => `${attribute}="${labelOf(label)}"`);
  const search = { refId: 'A', queryType: 'search', service: labelOf('job'), tags: tags.join(' '), limit: 20 };
  const panes = { traces: { datasource: 'jaeger', queries: [search], range: { from: '${__from}', to: '${__to}' } } };
  // What Grafana fills in must stand in the address as it is.
  const encoded = encodeURIComponent(JSON.stringify(panes)).replaceAll(/%24%7B.*?%7D/g, decodeURIComponent);
  return [{ title: 'Traces in Jaeger', url: `/explore?schemaVersion=1&panes=${encoded}`, targetBlank: true }];
}

function renderTable({ table, by, queries }) {
  const targets = queries.map((query, index) => renderTarget(query, index, { instant: true, range: false, format: 'table' }));
  const overrides = table.map(({ title, unit, decimals }, index) => ({
    matcher: { id: 'byName', options: `Value #${targets[index].refId}` },
    properties: [
      { id: 'displayName', value: title },
      { id: 'unit', value: unit },
      { id: 'decimals', value: decimals },
    ],
  }));
  return {
    type: 'table',
    targets,
    fieldConfig: { defaults: {}, overrides },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: { excludeByName: { Time: true }, indexByName: Object.fromEntries(by.map((label, index) => [label, index])) },
      },
    ],
  };
}

module.exports = { renderDashboard };
