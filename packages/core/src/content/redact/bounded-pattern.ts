/**
 * Judges a user's pattern by reading it. A pattern runs on every text of the application and cannot be interrupted, so one that
 * may take long must not run at all; measuring it on samples would miss the text that is its worst.
 */
import { maxMatchCharacters } from './redaction-rule';

/** Ways in which a pattern may be tried at one place of a text. Counted for the worst text, where every way is tried. */
const maxWays = 1000;

interface Shape {
  readonly minLength: number;
  readonly maxLength: number;
  /** Ways to match: repetitions and alternatives multiply. */
  readonly ways: number;
}

const emptyShape: Shape = { minLength: 0, maxLength: 0, ways: 1 };

/** What is wrong with a valid pattern, as the end of a sentence; `undefined`: its time is bounded. */
export function whyUnbounded(source: string): string | undefined {
  try {
    const { minLength, maxLength, ways } = readAlternatives({ source, index: 0 });
    if (minLength === 0) return 'matches the empty text';
    if (maxLength > maxMatchCharacters)
      return `matches texts of any length or of more than ${maxMatchCharacters} characters; write {1,40} in place of + or *`;
    if (ways > maxWays) return `can be tried in more than ${maxWays} ways at one place; use smaller or fewer repetitions`;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot be read';
  }
}

interface Reader {
  readonly source: string;
  index: number;
}

function readAlternatives(reader: Reader): Shape {
  let shape = readSequence(reader);
  while (reader.source[reader.index] === '|') {
    reader.index++;
    const next = readSequence(reader);
    shape = {
      minLength: Math.min(shape.minLength, next.minLength),
      maxLength: Math.max(shape.maxLength, next.maxLength),
      ways: shape.ways + next.ways,
    };
  }
  return shape;
}

function readSequence(reader: Reader): Shape {
  let shape = emptyShape;
  while (reader.index < reader.source.length && !'|)'.includes(reader.source.charAt(reader.index))) {
    const item = readQuantifier(reader, readItem(reader));
    shape = {
      minLength: shape.minLength + item.minLength,
      maxLength: shape.maxLength + item.maxLength,
      ways: shape.ways * item.ways,
    };
  }
  return shape;
}

const singleCharacter: Shape = { minLength: 1, maxLength: 1, ways: 1 };
const escape = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[pP]\{[^}]*\}|[^])/iy;
const characterClass = /\[(?:\\[^]|[^\]\\])*\]/y;
const groupStart = /\((?:\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]*>))?/y;

function readItem(reader: Reader): Shape {
  const { source, index } = reader;
  switch (source.charAt(index)) {
    case '^':
    case '$':
      reader.index++;
      return emptyShape;
    case '[':
      take(reader, characterClass);
      return singleCharacter;
    case '\\': {
      const escaped = take(reader, escape);
      if (/^\\[1-9k]/.test(escaped)) throw new Error('refers back to a group, which takes unbounded time');
      return /^\\[bB]$/.test(escaped) ? emptyShape : singleCharacter;
    }
    case '(': {
      const start = take(reader, groupStart);
      const shape = readAlternatives(reader);
      reader.index++;
      // What looks around takes time but no characters; they count for the way a window of text sees around itself.
      return /[=!]$/.test(start) ? { ...shape, minLength: 0 } : shape;
    }
    default:
      reader.index++;
      return singleCharacter;
  }
}

const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

function readQuantifier(reader: Reader, item: Shape): Shape {
  quantifier.lastIndex = reader.index;
  const match = quantifier.exec(reader.source);
  if (match === null) return item;
  reader.index = quantifier.lastIndex;
  const [, sign, from = '0', comma, to] = match;
  const min = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
  const max = sign === undefined ? (comma === '' ? min : to === '' ? Infinity : Number(to)) : sign === '?' ? 1 : Infinity;
  let ways = 0;
  // A thousand repetitions are beyond every limit already.
  for (let count = min; count <= Math.min(max, min + maxWays); count++) ways += item.ways ** count;
  return {
    minLength: item.minLength * min,
    // An item of no width may still be repeated without end.
    maxLength: max === Infinity ? Infinity : item.maxLength * max,
    ways,
  };
}

function take(reader: Reader, token: RegExp): string {
  token.lastIndex = reader.index;
  const match = token.exec(reader.source);
  if (match === null) throw new Error('uses syntax that is not supported here');
  reader.index = token.lastIndex;
  return match[0];
}
