/** What Grafana would show, as far as Prometheus has a say in it: the panels of a dashboard in their places, as SVG. */
import type { Sample } from './dashboards-run';

export interface Panel {
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets?: ReadonlyArray<{ readonly refId: string; readonly expr: string; readonly legendFormat?: string }>;
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly decimals?: number;
      readonly links?: ReadonlyArray<{ readonly url: string }>;
      readonly thresholds?: { readonly steps: ReadonlyArray<{ readonly value: number | null }> };
    };
    readonly overrides: ReadonlyArray<{
      readonly properties: ReadonlyArray<{ readonly id: string; readonly value: unknown }>;
    }>;
  };
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string; readonly definition?: string }> };
  readonly annotations: { readonly list: ReadonlyArray<{ readonly name: string; readonly expr: string }> };
  readonly panels: readonly Panel[];
}

interface Source {
  query(expression: string): Promise<readonly Sample[]>;
  queryRange(expression: string): Promise<readonly Sample[]>;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const columnWidth = 50;
const rowHeight = 27;
const gap = 6;
const colors = ['#1f77b4', '#e08214', '#2ca02c', '#9467bd', '#8c564b', '#17a2b8', '#b59f00', '#e377c2'];
const legendLines = 4;

export async function drawDashboard({ title, panels }: Dashboard, source: Source): Promise<string> {
  const height = Math.max(...panels.map(({ gridPos: { y, h } }) => y + h)) * rowHeight + 40;
  const drawn = [];
  for (const panel of panels) drawn.push(await drawPanel(panel, source));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * columnWidth} ${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#f4f5f5"/>
${text(gap, 24, title, 'font-size="17" font-weight="bold"')}
${drawn.join('\n')}
</svg>
`;
}

async function drawPanel(panel: Panel, source: Source): Promise<string> {
  const { h, w, x, y } = panel.gridPos;
  const box = { x: x * columnWidth + gap / 2, y: y * rowHeight + 38, width: w * columnWidth - gap, height: h * rowHeight - gap };
  if (panel.type === 'row') return text(box.x, box.y + 16, panel.title, 'font-size="13" font-weight="bold" fill="#555"');
  const draw = { stat: drawFigure, timeseries: drawLines, table: drawTable }[panel.type];
  if (draw === undefined) throw new Error(`There are no pictures of panels of the type ${panel.type}.`);
  const frame = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="white" stroke="#d8d9da"/>`;
  return [frame, text(box.x + 8, box.y + 16, panel.title, 'font-weight="bold"'), await draw(panel, box, source)].join('\n');
}

async function drawFigure({ targets = [], fieldConfig }: Panel, { x, y, width, height }: Box, source: Source): Promise<string> {
  const [sample] = await source.query(targets[0]?.expr ?? '');
  const value = Number(sample?.values[0]?.[1]);
  const limit = fieldConfig?.defaults.thresholds?.steps[1]?.value;
  const color = limit === undefined || limit === null ? '#222' : value >= limit ? '#c4162a' : '#37872d';
  const place = `font-size="24" text-anchor="middle" fill="${color}"`;
  return text(x + width / 2, y + height / 2 + 18, format(value, fieldConfig?.defaults.unit, fieldConfig?.defaults.decimals), place);
}

async function drawLines({ targets = [], fieldConfig }: Panel, box: Box, source: Source): Promise<string> {
  const lines: Array<{ readonly name: string; readonly values: ReadonlyArray<readonly [number, number]> }> = [];
  for (const { expr, legendFormat = '' } of targets) {
    for (const { metric, values } of await source.queryRange(expr)) {
      const name = legendFormat.replaceAll(/\{\{(\w+)\}\}/g, (_match, label: string) => metric[label] ?? '').trim();
      const known = values.map(([time, value]) => [time, Number(value)] as const).filter(([, value]) => Number.isFinite(value));
      if (known.length > 0) lines.push({ name, values: known });
    }
  }
  if (lines.length === 0) return text(box.x + 8, box.y + 40, 'no data');
  const plot = {
    x: box.x + 56,
    y: box.y + 26,
    width: box.width - 66,
    height: box.height - 56 - 13 * Math.ceil(Math.min(lines.length, legendLines) / 2),
  };
  const points = lines.flatMap(({ values }) => values);
  const [from, to] = [Math.min(...points.map(([time]) => time)), Math.max(...points.map(([time]) => time))];
  const top = Math.max(...points.map(([, value]) => value)) * 1.05 || 1;
  const place = ([time, value]: readonly [number, number]) =>
    `${(plot.x + ((time - from) / (to - from || 1)) * plot.width).toFixed(1)},${(plot.y + plot.height * (1 - value / top)).toFixed(1)}`;
  const unit = fieldConfig?.defaults.unit;
  const grid = [0, 0.5, 1].map((share) => {
    const y = plot.y + plot.height * (1 - share);
    const label = text(
      plot.x - 4,
      y + 4,
      format(top * share, unit, fieldConfig?.defaults.decimals),
      'text-anchor="end" fill="#777" font-size="10"',
    );
    return `<path d="M${plot.x} ${y}h${plot.width}" stroke="#eee"/>${label}`;
  });
  const drawn = lines.map(({ name, values }, index) => {
    const stroke = name === 'limit' ? 'stroke="#c4162a" stroke-dasharray="6 4"' : `stroke="${colors[index % colors.length]}"`;
    return `<polyline fill="none" stroke-width="1.3" ${stroke} points="${values.map(place).join(' ')}"/>`;
  });
  const hours = `${Math.round((to - from) / 3600)} hours`;
  const axis = text(plot.x + plot.width, plot.y + plot.height + 13, hours, 'text-anchor="end" fill="#777" font-size="10"');
  return [...grid, ...drawn, axis, drawLegend(lines, box)].join('\n');
}

function drawLegend(lines: ReadonlyArray<{ readonly name: string }>, { x, y, width, height }: Box): string {
  const shown = lines.slice(0, lines.length > legendLines ? legendLines - 1 : legendLines).map(({ name }) => name);
  if (lines.length > legendLines) shown.push(`and ${lines.length - shown.length} more`);
  const rows = Math.ceil(shown.length / 2);
  const characters = Math.floor(width / 2 / 6.2) - 4;
  const entries = shown.map((name, index) => {
    const place = [x + 8 + (index % 2) * (width / 2), y + height - 8 - 13 * (rows - 1 - Math.floor(index / 2))] as const;
    const color = name === 'limit' ? '#c4162a' : name.startsWith('and ') ? 'none' : colors[index % colors.length];
    const short = name.length > characters ? `${name.slice(0, characters - 1)}…` : name;
    return `<rect x="${place[0]}" y="${place[1] - 8}" width="8" height="8" fill="${color}"/>${text(place[0] + 12, place[1], short, 'font-size="10"')}`;
  });
  return entries.join('\n');
}

async function drawTable({ targets = [], fieldConfig }: Panel, box: Box, source: Source): Promise<string> {
  const columns = (fieldConfig?.overrides ?? []).map(({ properties }) => new Map(properties.map(({ id, value }) => [id, value])));
  const answers = await Promise.all(targets.map(({ expr }) => source.query(expr)));
  const rows = new Map<string, string[]>();
  answers.forEach((samples, index) => {
    for (const { metric, values } of samples) {
      const key = Object.values(metric).join(' ');
      const row = rows.get(key) ?? targets.map(() => '');
      row[index] = format(
        Number(values[0]?.[1]),
        String(columns[index]?.get('unit')),
        columns[index]?.get('decimals') as number | undefined,
      );
      rows.set(key, row);
    }
  });
  if (rows.size === 0) return text(box.x + 8, box.y + 40, 'no data');
  const place = (column: number) => box.x + box.width * (0.36 + (0.64 * (column + 1)) / targets.length) - 10;
  const line = (cells: readonly unknown[], y: number, attributes: string) =>
    cells.map((cell, column) => text(place(column), y, String(cell), `text-anchor="end" ${attributes}`)).join('');
  const titles = columns.map((column) => column.get('displayName'));
  const body = [...rows].map(([key, cells], index) => {
    const y = box.y + 62 + index * 20;
    return text(box.x + 8, y, key) + line(cells, y, '');
  });
  return [line(titles, box.y + 40, 'fill="#777"'), ...body].join('\n');
}

/** As Grafana's units do it, roughly. */
function format(value: number, unit = 'short', decimals?: number): string {
  if (!Number.isFinite(value)) return 'no data';
  const fixed = (number: number, fallback: number) => number.toFixed(decimals ?? fallback);
  if (unit === 'percentunit') return `${fixed(value * 100, 1)} %`;
  if (unit === 'currencyUSD') return `$${fixed(value, value < 0.1 ? 4 : 2)}`;
  if (unit === 's') return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${fixed(value, 2)} s`;
  if (unit === 'bytes') return `${(value / 2 ** 20).toFixed(0)} MiB`;
  const suffix = { reqps: '/s', cps: '/s' }[unit] ?? '';
  if (value >= 1000) return `${(value / 1000).toFixed(1)} k${suffix}`;
  return `${fixed(value, value !== 0 && value < 1 ? 3 : 1)}${suffix}`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped}</text>`;
}
