/** Standard normal quantile of 0.975: 95 % of the distribution lie within it. */
export const twoSided95 = 1.959963984540054;

/** Probability that a standard normal variable exceeds `z`, to 14 digits down to the smallest numbers: p-values are in the tail. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  return z < 3 ? 0.5 - density(z) * centralSeries(z) : density(z) * tailFraction(z);
}

/** Probability of a value at least as far from 0 as `z`. */
export function twoSidedTail(z: number): number {
  return Math.min(1, 2 * normalTail(Math.abs(z)));
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** Abramowitz and Stegun 26.2.11. */
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let denominator = 3; term > sum * 1e-17; denominator += 2) {
    term *= (z * z) / denominator;
    sum += term;
  }
  return sum;
}

/** Abramowitz and Stegun 26.2.14, from its end; 200 steps are exact from 3 on. */
function tailFraction(z: number): number {
  let below = z;
  for (let step = 200; step >= 1; step -= 1) below = z + step / below;
  return 1 / below;
}
