import { sampleOf, type Sample } from '../statistics/sample';
import type { Proportion } from '../statistics/compare-proportions';
import type { Measured } from './compare-metrics';
import {
  cost,
  errorRate,
  failRate,
  firstChunk,
  inputTokens,
  latency,
  outputTokens,
  refused,
  scoreOf,
  truncated,
  type Metric,
} from './metric';

export type SideName = 'baseline' | 'candidate';

/** What metrics need of one call; what is unknown is absent. */
export interface MeasuredCall {
  readonly outcome: string;
  readonly finishReasons: readonly string[];
  readonly durationSeconds?: number | undefined;
  readonly firstChunkSeconds?: number | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly costUsd?: number | undefined;
}

/** Judgements that were alike, of calls of one side. */
export interface MeasuredEvaluations {
  readonly name: string;
  readonly label?: string | undefined;
  readonly score?: number | undefined;
  /** Who judged, in a version, by a model. */
  readonly judge: string;
  readonly count: number;
}

export interface MeasurementCollector {
  addCall(side: SideName, call: MeasuredCall): void;
  addEvaluations(side: SideName, evaluations: MeasuredEvaluations): void;
  /** How many calls each side has. */
  readonly calls: Readonly<Record<SideName, number>>;
  measured(): { readonly measured: readonly Measured[]; readonly notes: readonly string[] };
}

type Sides<Value> = Record<SideName, Value>;

const amounts = [
  [latency, 'durationSeconds'],
  [firstChunk, 'firstChunkSeconds'],
  [inputTokens, 'inputTokens'],
  [outputTokens, 'outputTokens'],
  [cost, 'costUsd'],
] as const;

const finishes = [
  [truncated, 'length'],
  [refused, 'content_filter'],
] as const;

interface EvaluationSeries {
  readonly labels: Sides<{ hits: number; size: number }>;
  readonly scores: Sides<number[]>;
  readonly judges: Sides<Set<string>>;
}

export function createMeasurementCollector(): MeasurementCollector {
  const calls = { baseline: 0, candidate: 0 };
  const shares = new Map<Metric, Sides<{ hits: number; size: number }>>();
  const numbers = new Map<Metric, Sides<number[]>>();
  const evaluations = new Map<string, EvaluationSeries>();
  for (const metric of [errorRate, truncated, refused]) shares.set(metric, emptyShares());
  for (const [metric] of amounts) numbers.set(metric, { baseline: [], candidate: [] });

  function count(metric: Metric, side: SideName, isHit: boolean): void {
    const share = shares.get(metric)?.[side];
    if (share === undefined) return;
    share.size += 1;
    if (isHit) share.hits += 1;
  }

  return {
    calls,
    addCall(side, call) {
      calls[side] += 1;
      // An abandoned call is no error and no success: how it would have ended is unknown.
      if (call.outcome !== 'abandoned') count(errorRate, side, call.outcome === 'failed');
      if (call.outcome !== 'completed') return;
      if (call.finishReasons.length > 0) for (const [metric, reason] of finishes) count(metric, side, call.finishReasons.includes(reason));
      for (const [metric, field] of amounts) {
        const value = call[field];
        if (value !== undefined) numbers.get(metric)?.[side].push(value);
      }
    },
    addEvaluations(side, { name, label, score, judge, count: times }) {
      const series = evaluations.get(name) ?? emptySeries();
      evaluations.set(name, series);
      series.judges[side].add(judge);
      // Words of the application's own have no order: `up`, `polite`. Their scores do.
      if (label === 'pass' || label === 'fail') {
        series.labels[side].size += times;
        if (label === 'fail') series.labels[side].hits += times;
      }
      if (score !== undefined) for (let index = 0; index < times; index += 1) series.scores[side].push(score);
    },
    measured() {
      const sorted = [...evaluations].toSorted(([one], [other]) => (one < other ? -1 : 1));
      const comparable = sorted.filter(([, { judges }]) => haveOneJudge(judges));
      return {
        measured: [
          ...[...shares].map(([metric, sides]) => shareOfCalls(metric, sides)),
          ...[...numbers].map(([metric, sides]) => amountOfCalls(metric, sides)),
          ...comparable.flatMap(([name, { labels, scores }]) => [
            ...(labels.baseline.size + labels.candidate.size > 0 ? [shareOfCalls(failRate(name), labels)] : []),
            ...(scores.baseline.length + scores.candidate.length > 0 ? [amountOfCalls(scoreOf(name), scores)] : []),
          ]),
        ],
        notes: sorted.filter((entry) => !comparable.includes(entry)).map(([name, { judges }]) => noteOf(name, judges)),
      };
    },
  };
}

function emptyShares(): Sides<{ hits: number; size: number }> {
  return { baseline: { hits: 0, size: 0 }, candidate: { hits: 0, size: 0 } };
}

function emptySeries(): EvaluationSeries {
  return { labels: emptyShares(), scores: { baseline: [], candidate: [] }, judges: { baseline: new Set(), candidate: new Set() } };
}

function shareOfCalls(metric: Metric, { baseline, candidate }: Sides<Proportion>): Measured {
  return { metric, kind: 'share', baseline, candidate };
}

function amountOfCalls(metric: Metric, { baseline, candidate }: Sides<readonly number[]>): Measured {
  const [before, after]: [Sample, Sample] = [sampleOf(baseline), sampleOf(candidate)];
  return { metric, kind: 'amount', baseline: before, candidate: after };
}

/** A side that nobody judged is a matter of its size. */
function haveOneJudge({ baseline, candidate }: Sides<Set<string>>): boolean {
  return baseline.size === 0 || candidate.size === 0 || new Set([...baseline, ...candidate]).size === 1;
}

/** Two judges differ by more than most prompts do. */
function noteOf(name: string, { baseline, candidate }: Sides<Set<string>>): string {
  const list = (judges: Set<string>): string => [...judges].toSorted().join(', ');
  return `${name} is not compared: it was judged by ${list(baseline)} on one side, by ${list(candidate)} on the other.`;
}
