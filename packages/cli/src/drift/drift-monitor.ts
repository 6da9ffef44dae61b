import { driftSettings, type DriftSettings } from './drift-settings';

/** Judgements of some hours, as three sums: labels are values of 0 (fail) and 1 (pass), scores are as they were given. */
export interface QualityStep {
  /** Start of the last hour in it, in hours since 1970. */
  readonly hour: number;
  readonly size: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

export interface DriftAlarm {
  readonly hour: number;
  readonly detectors: readonly ('EWMA' | 'CUSUM')[];
  /** Mean of everything before `since`. */
  readonly usual: number;
  /** Mean since `since`. */
  readonly recent: number;
  /** First hour of the run of low steps that CUSUM has added up: about when it began. */
  readonly since: number;
}

export interface DriftMonitor {
  /** Steps come in their order; an alarm where quality has dropped for good. */
  add(step: QualityStep): DriftAlarm | undefined;
}

interface Sums {
  size: number;
  sum: number;
  sumOfSquares: number;
}

/**
 * Watches one series for a drop by two one-sided charts on the same deviations: EWMA (Roberts 1959) and CUSUM (Page 1954). The deviation
 * of a step is from the mean of everything before it, in standard errors of both (self-starting, Hawkins 1987): without drift they are
 * independent and have a variance of 1, however short the history is.
 */
export function createDriftMonitor(kind: 'labels' | 'scores', settings: DriftSettings = driftSettings): DriftMonitor {
  const past: Sums = { size: 0, sum: 0, sumOfSquares: 0 };
  let waiting: Sums = { size: 0, sum: 0, sumOfSquares: 0 };
  let run: Sums & { since: number } = { size: 0, sum: 0, sumOfSquares: 0, since: 0 };
  let [firstHour, quietUntil] = [Number.NaN, Number.NEGATIVE_INFINITY];
  let [average, averageVariance, cumulated] = [0, 0, 0];

  function judge(hour: number): DriftAlarm | undefined {
    const deviation = deviationOf(waiting, past, kind);
    average = (1 - settings.smoothing) * average + settings.smoothing * deviation;
    averageVariance = (1 - settings.smoothing) ** 2 * averageVariance + settings.smoothing ** 2;
    cumulated = Math.max(0, cumulated - deviation - settings.cusumSlack);
    if (cumulated === 0) run = { size: 0, sum: 0, sumOfSquares: 0, since: hour + 1 };
    else add(run, waiting);
    const detectors: ('EWMA' | 'CUSUM')[] = [];
    if (average < -settings.ewmaLimit * Math.sqrt(averageVariance)) detectors.push('EWMA');
    if (cumulated > settings.cusumLimit) detectors.push('CUSUM');
    if (detectors.length === 0) return undefined;
    const seen = run.size > 0 ? run : { ...waiting, since: hour };
    // The steps of the run before this one are part of the past already.
    const usual = (past.sum - seen.sum + waiting.sum) / (past.size - seen.size + waiting.size);
    const alarm = { hour, detectors, usual, recent: seen.sum / seen.size, since: seen.since };
    [average, averageVariance, cumulated] = [0, 0, 0];
    run = { size: 0, sum: 0, sumOfSquares: 0, since: hour + 1 };
    if (hour < quietUntil) return undefined;
    quietUntil = hour + settings.quietHours;
    return alarm;
  }

  return {
    add(step) {
      if (Number.isNaN(firstHour)) firstHour = step.hour;
      add(waiting, step);
      if (waiting.size < settings.evaluationsPerStep) return undefined;
      const known = past.size >= settings.baselineEvaluations && step.hour - firstHour >= settings.baselineHours;
      if (!known) run.since = step.hour + 1;
      const alarm = known ? judge(step.hour) : undefined;
      add(past, waiting);
      waiting = { size: 0, sum: 0, sumOfSquares: 0 };
      return alarm;
    },
  };
}

function add(sums: Sums, step: Sums): void {
  sums.size += step.size;
  sums.sum += step.sum;
  sums.sumOfSquares += step.sumOfSquares;
}

function deviationOf(step: Sums, past: Sums, kind: 'labels' | 'scores'): number {
  const difference = step.sum / step.size - past.sum / past.size;
  const variance = kind === 'labels' ? labelVariance(past) : scoreVariance(step, past);
  // Scores that were all alike, as far as sums of numbers can tell.
  if (variance <= 1e-12 * (past.sumOfSquares / past.size))
    return Math.abs(difference) <= 1e-6 * Math.abs(past.sum / past.size) ? 0 : difference * 1e12;
  return difference / Math.sqrt(variance * (1 / step.size + 1 / past.size));
}

/** One half of a fail and of a pass more than there were: a history without a fail does not make the first one impossible. */
function labelVariance({ sum, size }: Sums): number {
  const share = (sum + 0.5) / (size + 1);
  return share * (1 - share);
}

/** Within both: scores that have been alike for long may differ in the step. */
function scoreVariance(step: Sums, past: Sums): number {
  return Math.max(0, (squaredDeviations(step) + squaredDeviations(past)) / (step.size + past.size - 2));
}

function squaredDeviations({ sum, size, sumOfSquares }: Sums): number {
  return sumOfSquares - (sum * sum) / size;
}
