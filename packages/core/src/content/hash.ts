import { createHash, createHmac } from 'node:crypto';
import type { Steps } from './steps';

/** Texts are joined up to this length before they are hashed: an update costs as much as hashing a thousand characters. */
const joinedCharacters = 16_384;
/** Characters hashed in one step: about a tenth of a millisecond. */
const stepCharacters = 65_536;

/**
 * Digest of JSON-like values, read piece by piece: no JSON text of the whole is ever built. With a key it is an HMAC: a plain
 * digest of a short text can be guessed.
 */
export class Digest {
  readonly #hash;
  readonly #prefix: string;
  #joined = '';

  constructor(key: string | undefined) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
    this.#prefix = key === undefined ? 'sha256:' : 'hmac-sha256:';
  }

  addBytes(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  *addText(text: string): Steps<void> {
    if (this.#joined.length + text.length <= joinedCharacters) {
      this.#joined += text;
      return;
    }
    this.#addJoined();
    for (let start = 0; start < text.length; start += stepCharacters) {
      if (start > 0) yield;
      this.#hash.update(text.slice(start, start + stepCharacters));
    }
  }

  /** Lengths and brackets keep values apart that would read the same one after the other. */
  *addValue(value: unknown): Steps<void> {
    if (typeof value === 'string') {
      yield* this.addText(`${value.length}:`);
      yield* this.addText(value);
    } else if (Array.isArray(value)) {
      yield* this.addText('[');
      for (const item of value) yield* this.addValue(item);
      yield* this.addText(']');
    } else if (typeof value === 'object' && value !== null) {
      yield* this.addText('{');
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) continue;
        yield* this.addValue(key);
        yield* this.addValue(item);
      }
      yield* this.addText('}');
    } else {
      yield* this.addText(`${String(value)};`);
    }
  }

  /** `sha256:...` or `hmac-sha256:...`, hexadecimal. */
  end(): string {
    this.#addJoined();
    return this.#prefix + this.#hash.digest('hex');
  }

  #addJoined(): void {
    if (this.#joined === '') return;
    this.#hash.update(this.#joined);
    this.#joined = '';
  }
}
