import type { MetricComparison } from './compare-metrics';
import type { Metric } from './metric';

const minus = '-';

/** `1.23 s`, `2.1 %`, `$0.00213`; `-` where nothing was measured. */
export function formatFigure(unit: Metric['unit'], figure: number | undefined): string {
  if (figure === undefined) return minus;
  switch (unit) {
    case 'share':
      return `${(figure * 100).toFixed(1)} %`;
    case 's':
      return `${significant(figure)} s`;
    case 'USD':
      return `$${significant(figure)}`;
    case 'tokens':
      return figure < 100 ? significant(figure) : Math.round(figure).toLocaleString('en-US');
    case 'score':
      return significant(figure);
  }
}

/** `+12.0 % (+8.1 % to +16.4 %)`; points of a share are called so, those of a score have no unit. */
export function formatChange({ metric, change, changeKind, interval }: MetricComparison): string {
  if (change === undefined) return minus;
  const one = (value: number): string => {
    if (metric.unit === 'score') return signed(value, significant(Math.abs(value)));
    return `${signed(value, (Math.abs(value) * 100).toFixed(1))} ${changeKind === 'points' ? 'points' : '%'}`;
  };
  return interval === undefined ? one(change) : `${one(change)} (${one(interval[0])} to ${one(interval[1])})`;
}

export function formatPValue(pValue: number | undefined): string {
  if (pValue === undefined) return minus;
  return pValue < 0.001 ? '< 0.001' : pValue.toFixed(3);
}

function signed(value: number, digits: string): string {
  return `${value < 0 ? '-' : '+'}${digits}`;
}

function significant(value: number): string {
  return value === 0 ? '0' : Number(value.toPrecision(3)).toString();
}
