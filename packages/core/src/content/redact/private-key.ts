import type { RedactionRule } from './redaction-rule';

const maxKeyCharacters = 32_768;

/** PEM blocks. The end is looked for in plain code: a pattern that does it takes quadratic time on repeated headers. */
export const privateKeyRule: RedactionRule = {
  type: 'PRIVATE_KEY',
  pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
  secretLength: (candidate, text, start) => {
    // Code that looks for keys quotes their first line as well.
    keyBegins.lastIndex = start + candidate.length;
    return keyBegins.test(text) ? candidate.length : 0;
  },
  extendEnd: endOfKey,
};

/** Between two lines of a key: its line end, escaped once or more, and what quotes it in code, in mail or in a table. */
const gap = '(?:\\\\{1,8}[nr]|[\\s"\'+,>|*#]){0,16}';
const keyBegins = new RegExp(`${gap}(?:[A-Za-z-]{1,20}: ?[^\\r\\n\\\\]{0,200}(?:\\\\{1,8}[nr]|[\\r\\n]){1,4}){0,4}[A-Za-z0-9+/=]{16}`, 'y');

function endOfKey(text: string, end: number): number {
  // No key holds five hyphens, so the next ones are its last line or belong to something else.
  const hyphens = text.indexOf('-----', end);
  if (hyphens !== -1 && hyphens - end <= maxKeyCharacters && text.startsWith('-----END ', hyphens)) {
    const close = text.indexOf('-----', hyphens + 5);
    if (close !== -1 && close - hyphens < 80) return close + 5;
  }
  return endOfLines(text, end);
}

const keyLine = new RegExp(`${gap}((?:Proc-Type|DEK-Info|Version|Comment): ?[^\\n\\\\]{0,200}|[A-Za-z0-9+/=]{1,4096})`, 'y');

/** A key without its last line, as in a text that was cut: everything that still looks like lines of one. */
function endOfLines(text: string, start: number): number {
  let end = start;
  for (;;) {
    keyLine.lastIndex = end;
    const line = keyLine.exec(text)?.[1];
    if (line === undefined) return end;
    // Words of a sentence are in the alphabet of base64 as well; lines of a key are longer, but for the last one.
    if (line.length < 16) return end === start ? start : keyLine.lastIndex;
    end = keyLine.lastIndex;
  }
}
