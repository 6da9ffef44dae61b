/** What a message or a part costs without its texts. */
const itemCharacters = 16;
/** Some sixteen thousand messages and parts: only who means harm has more. */
const maxStructureCharacters = 262_144;

/** How many characters of a part and of a call may still be scanned and kept. */
export class Budget {
  readonly #maxPartCharacters: number;
  #callCharacters: number;
  #partCharacters = 0;
  /** For messages, parts and their labels, which cost memory too, however little text is in them. */
  #structureCharacters = maxStructureCharacters;
  /** Whether anything was cut. */
  isExceeded = false;

  constructor(maxPartCharacters: number, maxCallCharacters: number) {
    this.#maxPartCharacters = maxPartCharacters;
    this.#callCharacters = maxCallCharacters;
  }

  get isCallSpent(): boolean {
    return this.#callCharacters <= 0;
  }

  /** Beyond it nothing is kept at all, not even the place of a choice. */
  get isStructureSpent(): boolean {
    return this.#structureCharacters <= 0;
  }

  startPart(): void {
    this.#partCharacters = this.#maxPartCharacters;
    this.takeStructure(itemCharacters);
  }

  takeStructure(characters: number): void {
    this.#structureCharacters -= characters;
  }

  get available(): number {
    return Math.min(this.#partCharacters, Math.max(0, this.#callCharacters));
  }

  /** How many of the wanted characters there are; they are spent with that. */
  take(wanted: number): number {
    const taken = Math.min(wanted, this.available);
    this.#partCharacters -= taken;
    this.#callCharacters -= taken;
    if (taken < wanted) this.isExceeded = true;
    return taken;
  }
}

/** Says in the place of what was cut how much it was: `[truncated 12 messages]`. */
export function truncationMark(count: number, unit: 'character' | 'item' | 'field' | 'message'): string {
  return `[truncated ${count} ${unit}${count === 1 ? '' : 's'}]`;
}

/** The longest beginning of at most so many characters that does not end inside a surrogate pair. */
export function wholeCharacters(text: string, maxCharacters: number): number {
  if (text.length <= maxCharacters) return text.length;
  const last = text.charCodeAt(maxCharacters - 1);
  return last >= 0xd800 && last <= 0xdbff ? maxCharacters - 1 : maxCharacters;
}
