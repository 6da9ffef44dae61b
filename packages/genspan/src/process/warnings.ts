import { writeSync } from 'node:fs';

const stderr = 2;

/** Sentences for the operator, on stderr, each once: stdout belongs to the application. */
export class Warnings {
  readonly #told = new Set<string>();

  tell(sentence: string): void {
    // Sentences name what is wrong, not each value: a hundred different ones is a fault of ours, and enough.
    if (this.#told.has(sentence) || this.#told.size >= 100) return;
    this.#told.add(sentence);
    try {
      // Past the stream: where there is no room or no reader, its `error` event would end the application.
      writeSync(stderr, `${sentence}\n`);
    } catch {
      // Nobody is there to be told.
    }
  }
}
