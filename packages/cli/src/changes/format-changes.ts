import { formatChange, formatFigure } from '../compare/format-figures';
import type { MetricComparison } from '../compare/compare-metrics';
import type { CallGroup, Change } from './detect-changes';

/** A change and what moved around it. */
export interface ExplainedChange extends Change {
  readonly before: Window;
  readonly after: Window;
  readonly metrics: readonly MetricComparison[];
}

export interface Window {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly calls: number;
}

/** For people: each change with the figures that moved; where none did, or too few calls are there to tell, it says so. */
export function formatChanges(changes: readonly ExplainedChange[]): string {
  if (changes.length === 0) return 'Nothing changed: each service, operation and prompt has had one identity.\n';
  return changes.map((change) => `${formatOne(change)}\n`).join('\n');
}

/** For programs: an array of `ExplainedChange`, times as ISO 8601. */
export function formatChangesAsJson(changes: readonly ExplainedChange[]): string {
  const flat = changes.map(({ seconds, before, after, metrics, ...change }) => ({
    time: isoTime(seconds),
    ...change,
    before: windowAsJson(before),
    after: windowAsJson(after),
    metrics: metrics.map(({ metric, ...compared }) => ({
      name: metric.name,
      unit: metric.unit,
      figure: metric.figure,
      worse: metric.worse,
      ...compared,
    })),
  }));
  return `${JSON.stringify(flat, undefined, 2)}\n`;
}

function formatOne({ group, seconds, parts, before, after, metrics }: ExplainedChange): string {
  const moved = metrics.filter(({ verdict }) => verdict === 'worse' || verdict === 'better');
  const known = metrics.filter(({ verdict }) => verdict !== 'not enough calls');
  const lines = moved.map((compared) => {
    const { metric, baseline, candidate, verdict } = compared;
    const figures = `${formatFigure(metric.unit, baseline.figure)} -> ${formatFigure(metric.unit, candidate.figure)}`;
    return `  ${verdict.padEnd(6)}  ${metric.name.padEnd(24)}  ${figures.padEnd(24)}  ${formatChange(compared)}`;
  });
  if (known.length === 0) lines.push('  not enough calls to tell what moved');
  else if (moved.length === 0) lines.push('  no figure moved');
  return [
    `${isoTime(seconds)}  ${nameOf(group)}`,
    ...parts.map(({ part, before: old, after: value }) => `  ${part}: ${old.join(', ')} -> ${value}`),
    `  ${before.calls.toLocaleString('en-US')} calls before, ${after.calls.toLocaleString('en-US')} after`,
    ...lines,
  ]
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}'))
    .join('\n');
}

function nameOf({ service, operation, prompt }: CallGroup): string {
  return [service, operation, prompt].filter((name) => name !== undefined).join(' ');
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function windowAsJson({ from, to, calls }: Window): object {
  return { from: isoTime(from), to: isoTime(to), calls };
}
