/** Sentences for the operator, on stderr, each once: stdout belongs to the application. */
export class Warnings {
  readonly #write: (text: string) => void;
  readonly #told = new Set<string>();

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  tell(sentence: string): void {
    // Sentences name what is wrong, not each value: a hundred different ones is a fault of ours, and enough.
    if (this.#told.has(sentence) || this.#told.size >= 100) return;
    this.#told.add(sentence);
    try {
      this.#write(`${sentence}\n`);
    } catch {
      // A closed stderr must not stop the application.
    }
  }
}
