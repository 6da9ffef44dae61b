import { compareMetrics } from '../compare/compare-metrics';
import { errorRate, truncated } from '../compare/metric';
import { formatChanges, formatChangesAsJson, type ExplainedChange } from './format-changes';

const change: ExplainedChange = {
  group: { service: 'shop', operation: 'chat', prompt: 'summary' },
  seconds: 1_800_000_000,
  parts: [{ part: 'prompt version', before: ['1'], after: '2' }],
  before: { from: 1_799_913_600, to: 1_800_000_000, calls: 1200 },
  after: { from: 1_800_000_000, to: 1_800_086_400, calls: 200 },
  metrics: compareMetrics([
    { metric: errorRate, kind: 'share', baseline: { hits: 12, size: 1200 }, candidate: { hits: 40, size: 200 } },
    { metric: truncated, kind: 'share', baseline: { hits: 12, size: 1200 }, candidate: { hits: 2, size: 200 } },
  ]),
};

test('a change is told with what was before it, and with the figures that moved', () => {
  const lines = formatChanges([change])
    .split('\n')
    .map((line) => line.replaceAll(/ {3,}/g, ' | '));
  expect(lines.slice(0, 3)).toEqual([
    '2027-01-15T08:00:00.000Z  shop chat summary',
    '  prompt version: 1 -> 2',
    '  1,200 calls before, 200 after',
  ]);
  expect(lines[3]).toMatch(/^ {2}worse \| error_rate \| 1.0 % -> 20.0 % \| \+19.0 points/);
  expect(lines.join('\n')).not.toContain('truncated');
});

test('where no figure moved, or none can be told, that is said', () => {
  const still = { ...change, metrics: change.metrics.slice(1) };
  expect(formatChanges([still])).toContain('no figure moved');
  expect(formatChanges([{ ...change, metrics: [] }])).toContain('not enough calls to tell what moved');
});

test('nothing to list is a sentence', () => {
  expect(formatChanges([])).toBe('Nothing changed: each service, operation and prompt has had one identity.\n');
});

test('values from a log cannot move the cursor', () => {
  const parts = [{ part: 'version' as const, before: ['1'], after: '\u{1B}[2J' }];
  expect(formatChanges([{ ...change, parts }])).toContain('version: 1 -> \u{FFFD}[2J');
});

test('the JSON has times, parts and every metric', () => {
  expect(JSON.parse(formatChangesAsJson([change]))).toMatchObject([
    {
      time: '2027-01-15T08:00:00.000Z',
      group: change.group,
      after: { calls: 200 },
      metrics: [{ name: 'error_rate', verdict: 'worse' }, { name: 'truncated' }],
    },
  ]);
});
