import { createDriftMonitor, type DriftAlarm, type QualityStep } from '../drift/drift-monitor';

/** Judgements of one hour and one series, as sums: of labels, passes are 1 and fails 0. */
export interface QualityHour extends QualityStep {
  readonly series: Series;
}

/** What is watched apart: one judgement of one version, by one judge. */
export interface Series {
  readonly evaluation: string;
  readonly kind: 'labels' | 'scores';
  readonly service?: string;
  readonly version?: string;
  readonly operation?: string;
  readonly prompt?: string;
  readonly promptVersion?: string;
  readonly judge?: string;
}

export interface QualityAlarm extends DriftAlarm {
  readonly series: Series;
}

/** Earliest first. @param hours in any order */
export function findAlarms(hours: readonly QualityHour[]): QualityAlarm[] {
  return [...Map.groupBy(hours, ({ series }) => JSON.stringify(series)).values()]
    .flatMap(alarmsOfSeries)
    .toSorted((one, other) => one.hour - other.hour);
}

function alarmsOfSeries(hours: readonly QualityHour[]): QualityAlarm[] {
  const [first] = hours;
  if (first === undefined) return [];
  const monitor = createDriftMonitor(first.series.kind);
  return hours
    .toSorted((one, other) => one.hour - other.hour)
    .flatMap((hour) => {
      const alarm = monitor.add(hour);
      return alarm === undefined ? [] : [{ series: first.series, ...alarm }];
    });
}
