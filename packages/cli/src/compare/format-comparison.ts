import type { MetricComparison } from './compare-metrics';
import { formatChange, formatFigure, formatPValue } from './format-figures';

export interface Comparison {
  readonly baseline: ComparedSide;
  readonly candidate: ComparedSide;
  readonly metrics: readonly MetricComparison[];
  /** Names of the metrics that fail the comparison. */
  readonly regressions: readonly string[];
  readonly alpha: number;
  readonly minimumCalls: number;
  /** Sentences about what was not compared, and why. */
  readonly notes: readonly string[];
}

export interface ComparedSide {
  /** As it was given. */
  readonly selector: string;
  readonly calls: number;
}

const columns = ['Metric', 'Baseline', 'Candidate', 'Change (95 % interval)', 'p', 'Verdict'] as const;

/** For people: a table in a terminal. */
export function formatComparison(comparison: Comparison): string {
  const rows = [columns, ...comparison.metrics.map((metric) => cellsOf(metric, comparison))];
  const widths = columns.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const table = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...sentencesOf(comparison, String), '', ...table, '', ...comparison.notes, verdictOf(comparison), ''].join('\n');
}

/** For a comment at a pull request. */
export function formatComparisonAsMarkdown(comparison: Comparison): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const rows = comparison.metrics.map((metric) => row(cellsOf(metric, comparison)));
  return [
    `### ${verdictOf(comparison)}`,
    '',
    ...sentencesOf(comparison, (selector) => `\`${selector.replaceAll('`', "'")}\``).map((sentence) => `${sentence}  `),
    '',
    row(columns),
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    `p is the chance of a difference as large where there is none, adjusted for the number of metrics; below ${comparison.alpha} it counts.`,
    ...comparison.notes.map((note) => `\n${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** For programs: `Comparison`, with figures in the unit that each metric names. */
export function formatComparisonAsJson({ metrics, ...comparison }: Comparison): string {
  const flat = metrics.map(({ metric, ...compared }) => ({
    name: metric.name,
    unit: metric.unit,
    figure: metric.figure,
    worse: metric.worse,
    ...compared,
  }));
  return `${JSON.stringify({ ...comparison, metrics: flat }, undefined, 2)}\n`;
}

function cellsOf(compared: MetricComparison, { regressions }: Comparison): string[] {
  const { metric, baseline, candidate, tested, verdict } = compared;
  const isTolerated = verdict === 'worse' && !regressions.includes(metric.name);
  const figure = metric.figure === 'share' ? '' : ` (${metric.figure})`;
  return [
    withoutControls(metric.name) + figure,
    formatFigure(metric.unit, baseline.figure),
    formatFigure(metric.unit, candidate.figure),
    formatChange(compared),
    formatPValue(tested?.adjustedPValue),
    isTolerated ? 'worse, tolerated' : verdict === 'not enough calls' ? `${verdict}: ${baseline.size} and ${candidate.size}` : verdict,
  ];
}

function sentencesOf({ baseline, candidate }: Comparison, quote: (selector: string) => string): string[] {
  const sentence = (name: string, { selector, calls }: ComparedSide): string =>
    `${name} ${quote(withoutControls(selector))}: ${calls.toLocaleString('en-US')} calls.`;
  return [sentence('Baseline', baseline), sentence('Candidate', candidate)];
}

function verdictOf({ metrics, regressions, minimumCalls }: Comparison): string {
  if (regressions.length > 0) return `Worse: ${regressions.map(withoutControls).join(', ')}.`;
  if (metrics.every(({ verdict }) => verdict === 'not enough calls')) {
    return `Not enough calls: fewer than ${minimumCalls} on a side of every metric. Nothing was tested.`;
  }
  return 'No regression.';
}

/** Names of judgements are the application's, or whoever's sent the feedback: they must not move the cursor. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~&]/g, '\\$&').replaceAll('@', '@\u{200B}');
}
