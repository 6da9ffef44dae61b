/** Adjusted p-values, in the order given: what is at most `rate` is expected to hold at most that share of false alarms (Benjamini and Hochberg 1995). */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const descending = pValues.map((pValue, index) => ({ pValue, index })).toSorted((one, other) => other.pValue - one.pValue);
  const adjusted = Array.from(pValues);
  let least = 1;
  descending.forEach(({ pValue, index }, position) => {
    least = Math.min(least, (pValue * pValues.length) / (pValues.length - position));
    adjusted[index] = least;
  });
  return adjusted;
}
