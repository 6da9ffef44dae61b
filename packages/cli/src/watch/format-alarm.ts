import { formatFigure } from '../compare/format-figures';
import type { QualityAlarm } from './find-alarms';

/** One line for people. */
export function formatAlarm({ series, hour, since, usual, recent, detectors }: QualityAlarm): string {
  const { evaluation, kind, service, version, operation, prompt, promptVersion } = series;
  const unit = kind === 'labels' ? 'share' : 'score';
  const where = [service && joined(service, version), operation, prompt && joined(prompt, promptVersion)].filter(Boolean).join(' ');
  const what = `${evaluation} ${kind === 'labels' ? 'pass rate' : 'score'}`;
  const figures = `${formatFigure(unit, usual)} -> ${formatFigure(unit, recent)}`;
  const line = `${isoHour(hour)}  ${what} of ${where} fell: ${figures} since ${isoHour(since)} (${detectors.join(', ')})`;
  return `${line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}')}\n`;
}

/** One line of JSON; times as ISO 8601, the figures as parts of 1 or as the scores are. */
export function formatAlarmAsJson({ series, hour, since, ...alarm }: QualityAlarm): string {
  return `${JSON.stringify({ time: isoHour(hour), ...series, ...alarm, since: isoHour(since) })}\n`;
}

function joined(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name}@${version}`;
}

function isoHour(hour: number): string {
  return new Date(hour * 3_600_000).toISOString();
}
