// Taken out once: a look-up of `Math` in the contexts of jest takes longer than the number.
const { imul, exp, sqrt, log, cos, round, max, PI } = Math;

/** Numbers in [0, 1), the same for the same seed on every machine: a comparison run twice says the same. SplitMix32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number: Box and Muller (1958). */
export function drawNormal(random: () => number): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}

/** How often something happens that happens `mean` times on average; rounded from the normal distribution from 12 on. */
export function drawPoisson(random: () => number, mean: number): number {
  if (mean >= 12) return max(0, round(mean + sqrt(mean) * drawNormal(random)));
  let product = random();
  let count = 0;
  for (const limit = exp(-mean); product > limit; count += 1) product *= random();
  return count;
}
