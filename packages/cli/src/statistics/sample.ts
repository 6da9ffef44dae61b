/** Measurements of one side, sorted and with equal values counted together: a million calls are a few columns of numbers. */
export interface Sample {
  /** Strictly ascending. */
  readonly values: Float64Array;
  /** How often each of `values` was measured, at least once. */
  readonly counts: Float64Array;
  /** Sum of `counts`. */
  readonly size: number;
}

export function sampleOf(measurements: Iterable<number>): Sample {
  const sorted = Float64Array.from(measurements).toSorted();
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    const last = values.length - 1;
    if (values[last] === value) counts[last] = (counts[last] ?? 0) + 1;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return { values: Float64Array.from(values), counts: Float64Array.from(counts), size: sorted.length };
}

/** `NaN` of an empty sample. */
export function meanOf({ values, counts, size }: Sample): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += (values[index] ?? 0) * (counts[index] ?? 0);
  return sum / size;
}

/** The smallest value that `share` of the measurements do not exceed; the mean of two where it falls between them. `NaN` of an empty sample. */
export function quantileOf({ values, counts, size }: Sample, share: number): number {
  const wanted = share * size;
  let [seen, lower] = [0, Number.NaN];
  for (let index = 0; index < values.length; index += 1) {
    const [value, count] = [values[index] ?? Number.NaN, counts[index] ?? 0];
    // A value that a resample left out.
    if (count === 0) continue;
    if (!Number.isNaN(lower)) return (lower + value) / 2;
    seen += count;
    if (seen > wanted) return value;
    if (seen === wanted) lower = value;
  }
  return lower;
}
