import { sampleOf } from '../statistics/sample';
import { compareMetrics } from './compare-metrics';
import { formatComparison, formatComparisonAsJson, formatComparisonAsMarkdown, type Comparison } from './format-comparison';
import { cost, errorRate, failRate, latency, scoreOf } from './metric';

const thousand = Array.from({ length: 1000 }, (_, index) => 1 + index / 1000);

const comparison: Comparison = {
  baseline: { selector: 'version=1', calls: 1000 },
  candidate: { selector: 'version=2', calls: 1000 },
  metrics: compareMetrics([
    { metric: errorRate, kind: 'share', baseline: { hits: 20, size: 1000 }, candidate: { hits: 60, size: 1000 } },
    { metric: latency, kind: 'amount', baseline: sampleOf(thousand), candidate: sampleOf(thousand.map((value) => value * 1.1)) },
    { metric: cost, kind: 'amount', baseline: sampleOf([0.002]), candidate: sampleOf([]) },
    { metric: scoreOf('helpful'), kind: 'amount', baseline: sampleOf(thousand), candidate: sampleOf(thousand.map((value) => value + 0.5)) },
  ]),
  regressions: ['error_rate'],
  alpha: 0.05,
  minimumCalls: 30,
  notes: [],
};

function withName(name: string): Comparison {
  const metrics = compareMetrics([
    { metric: failRate(name), kind: 'share', baseline: { hits: 0, size: 9 }, candidate: { hits: 0, size: 9 } },
  ]);
  return { ...comparison, metrics, regressions: [] };
}

test('the table has figures, changes, evidence and a verdict of each metric', () => {
  const lines = formatComparison(comparison)
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' | '));
  expect(lines[0]).toBe('Baseline version=1: 1,000 calls.');
  expect(lines.find((line) => line.startsWith('error_rate'))).toBe(
    'error_rate | 2.0 % | 6.0 % | +4.0 points (+2.3 points to +5.8 points) | < 0.001 | worse',
  );
  expect(lines.find((line) => line.startsWith('latency'))).toMatch(
    /^latency \(median\) \| 1.5 s \| 1.65 s \| \+10.0 % \(.* %\) \| < 0.001 \| worse, tolerated$/,
  );
  expect(lines.find((line) => line.startsWith('cost'))).toBe('cost (mean) | $0.002 | - | - | - | not enough calls: 1 and 0');
  expect(lines.find((line) => line.startsWith('helpful'))).toMatch(/\+0.5 \(.*\) \| < 0.001 \| better$/);
  expect(lines.at(-2)).toBe('Worse: error_rate.');
});

test('where every metric lacks calls, it says that nothing was tested', () => {
  expect(formatComparison(withName('format'))).toContain('Not enough calls: fewer than 30 on a side of every metric. Nothing was tested.');
});

test('the Markdown is one heading and one table', () => {
  const lines = formatComparisonAsMarkdown(comparison).split('\n');
  expect(lines[0]).toBe('### Worse: error_rate.');
  expect(lines.filter((line) => line.startsWith('|'))).toHaveLength(2 + comparison.metrics.length);
});

test('names of judgements cannot write Markdown, mention people or move the cursor', () => {
  const markdown = formatComparisonAsMarkdown(withName('a|b<img src=x>@team[x](y)'));
  expect(markdown).toContain('a\\|b\\<img src=x\\>@\u{200B}team\\[x\\](y)');
  expect(formatComparison(withName('a\u{1B}[2Jb'))).toContain('a\u{FFFD}[2Jb.fail');
});

test('the JSON has each metric with its unit and its direction', () => {
  const read = JSON.parse(formatComparisonAsJson(comparison)) as { metrics: object[]; regressions: string[] };
  expect(read.regressions).toEqual(['error_rate']);
  expect(read.metrics[0]).toMatchObject({
    name: 'error_rate',
    unit: 'share',
    worse: 'more',
    baseline: { size: 1000, figure: 0.02 },
    verdict: 'worse',
  });
});
