export interface PendingItemsOptions<Item> {
  readonly maxItems: number;
  /** Bytes of the item on the wire, about. */
  sizeOf(item: Item): number;
  /** Called for each item that found no room. */
  onDropped(): void;
}

const maxBytes = 32 * 1_024 * 1_024;

/**
 * The items that wait for their export or are on their way. Bounded by bytes too: 2,048 spans, the bound of the SDK's processors, can be
 * 2 GB of prompts. Tells at exit what is left.
 */
export class PendingItems<Item> {
  readonly #options: PendingItemsOptions<Item>;
  readonly #bytesByItem = new Map<Item, number>();
  #bytes = 0;
  #addedCount = 0;

  constructor(options: PendingItemsOptions<Item>) {
    this.#options = options;
  }

  get items(): readonly Item[] {
    return [...this.#bytesByItem.keys()];
  }

  /** Items that found room so far. */
  get addedCount(): number {
    return this.#addedCount;
  }

  /** False: there is no room, the item is to be dropped. One that is alone always has room. */
  add(item: Item): boolean {
    const bytes = this.#options.sizeOf(item);
    const count = this.#bytesByItem.size;
    if (count >= this.#options.maxItems || (count > 0 && this.#bytes + bytes > maxBytes)) {
      this.#options.onDropped();
      return false;
    }
    this.#bytesByItem.set(item, bytes);
    this.#bytes += bytes;
    this.#addedCount += 1;
    return true;
  }

  remove(items: Iterable<Item>): void {
    for (const item of items) {
      this.#bytes -= this.#bytesByItem.get(item) ?? 0;
      this.#bytesByItem.delete(item);
    }
  }
}
