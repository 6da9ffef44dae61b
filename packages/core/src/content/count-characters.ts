/** Arguments that a model wrote may be nested as deep as it likes; counting must not overflow the stack on the caller's path. */
const maxDepth = 100;

/** What a value costs in memory, roughly, in characters: texts by their length, everything else by a flat sum. */
export function countCharacters(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || depth > maxDepth) return 8;
  let count = 32;
  if (Array.isArray(value)) {
    for (const item of value) count += countCharacters(item, depth + 1);
  } else {
    // `for in` makes no list of keys; snapshots are plain objects.
    for (const key in value) count += 8 + countCharacters((value as Record<string, unknown>)[key], depth + 1);
  }
  return count;
}
