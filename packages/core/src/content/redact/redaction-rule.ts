/**
 * One kind of secret and how it is recognised.
 *
 * Where a pattern must start a word, `(?<!\\[nrt]|%[\dA-F]{2})` inside its lookbehind lets an escape stand before it: JSON inside a string
 * has `\n` as two characters, a query has `%3D`. Between groups of digits there may be the blanks and hyphens of typography, which
 * documents and models write: U+00A0, U+2009, U+202F, U+2010 to U+2013.
 */
export interface RedactionRule {
  /** Word of the placeholder: `EMAIL` is replaced by `[EMAIL]`. */
  readonly type: string;
  /**
   * Global, with bounded quantifiers only: its time then grows with the length of the text and nothing else. V8 skips through
   * text by the pattern's literals itself, faster than `includes` would, so there is no prefilter.
   * No match is longer than `maxMatchCharacters`.
   */
  readonly pattern: RegExp;
  /** Where the secret starts; absent: where the match starts. */
  readonly secretStart?: (match: RegExpExecArray) => number;
  /** How many characters of the candidate are a secret, 0 for none; absent: all of them. `start` is its place in `text`. */
  readonly secretLength?: (candidate: string, text: string, start: number) => number;
  /** Where a secret that may be of any length really ends, given where its recognised part ends; never before that. */
  readonly extendEnd?: (text: string, end: number) => number;
}

/** The longest text that a pattern may match, and how far ahead of a window of text rules must see. */
export const maxMatchCharacters = 1024;

/** The longest context before a secret that a pattern may ask for. */
export const maxContextCharacters = 320;

/** For a pattern whose first group is the context that stays: `password=`. */
export function afterFirstGroup(match: RegExpExecArray): number {
  return match.index + (match[1]?.length ?? 0);
}

/** For a pattern whose first group is a lookbehind: it starts at a rare character, which is fast, and then reads back. */
export function beforeFirstGroup(match: RegExpExecArray): number {
  return match.index - (match[1]?.length ?? 0);
}

/** Extends a secret over all characters of an alphabet, given as a sticky pattern such as `/[\w-]*\/y`. */
export function runOf(alphabet: RegExp): (text: string, end: number) => number {
  return (text, end) => {
    alphabet.lastIndex = end;
    return alphabet.test(text) ? alphabet.lastIndex : end;
  };
}
