/** Serialised in one turn of the event loop, within 1 to 4 ms (docs/decisions/own-sdk.md). */
const maxPartBytes = 256 * 1_024;

/** In order; a part is larger only where a single item is. */
export function* splitByBytes<Item>(items: readonly Item[], sizeOf: (item: Item) => number): Generator<Item[]> {
  let part: Item[] = [];
  let partBytes = 0;
  for (const item of items) {
    const bytes = sizeOf(item);
    if (part.length > 0 && partBytes + bytes > maxPartBytes) {
      yield part;
      part = [];
      partBytes = 0;
    }
    part.push(item);
    partBytes += bytes;
  }
  if (part.length > 0) yield part;
}
