const exact: number[] = [0];
for (let number = 1; number <= 20; number += 1) exact.push((exact[number - 1] ?? 0) + Math.log(number));

/** Natural logarithm of `count!`, to 14 digits; Stirling's series, Abramowitz and Stegun 6.1.41, from 21 on. */
export function logFactorial(count: number): number {
  const small = exact[count];
  if (small !== undefined) return small;
  const square = count * count;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / count;
  return (count + 0.5) * Math.log(count) - count + 0.5 * Math.log(2 * Math.PI) + series;
}
