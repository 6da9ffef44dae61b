import { UsageError } from '../usage-error';
import type { FailureRules } from './find-regressions';

/** Of `--fail-on` and `--max-regression`; both may be given more than once. @throws UsageError */
export function readFailureRules(failOn: readonly string[] | undefined, maxRegression: readonly string[] | undefined): FailureRules {
  return { failOn: readFailOn(failOn), maxRegression: Object.fromEntries((maxRegression ?? []).flatMap(split).map(readTolerance)) };
}

/** Metrics that rules name and nobody measured: most likely a spelling. */
export function unknownMetrics({ failOn, maxRegression }: FailureRules, known: readonly string[]): string[] {
  const named = [...(Array.isArray(failOn) ? (failOn as readonly string[]) : []), ...Object.keys(maxRegression)];
  return [...new Set(named)].filter((name) => !known.includes(name));
}

function readFailOn(given: readonly string[] = ['any']): FailureRules['failOn'] {
  const names = given.flatMap(split);
  if (names.length === 0) throw new UsageError('--fail-on is empty; name metrics, "any" or "none".');
  const [first] = names;
  if (first === 'any' || first === 'none') {
    if (names.length === 1) return first;
    throw new UsageError(`--fail-on has "${first}" beside other names; give it alone.`);
  }
  return names;
}

function readTolerance(text: string): [name: string, tolerated: number] {
  const [, name, digits, percent] = /^([^=]+)=(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (name === undefined || digits === undefined) {
    throw new UsageError(`--max-regression ${text} is no tolerance; write METRIC=5% or METRIC=0.05.`);
  }
  return [name, percent === '%' ? Number(digits) / 100 : Number(digits)];
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
