/** What a value costs in memory, roughly, in characters: texts by their length, everything else by a flat sum. */
export function countCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let count = 32;
  if (Array.isArray(value)) {
    for (const item of value) count += countCharacters(item);
  } else {
    // `for in` makes no list of keys; snapshots are plain objects.
    for (const key in value) count += 8 + countCharacters((value as Record<string, unknown>)[key]);
  }
  return count;
}
