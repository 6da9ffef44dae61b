import type { RedactionRule } from './redaction-rule';

const word = /(?:\bssn|social[ _-]?security(?:[ _-]?(?:number|no|num|nr))?)\b[^\d\n]{0,16}$/i;

/** US numbers: three groups with hyphens, or nine digits where a word says what they are. */
export const socialSecurityNumberRule: RedactionRule = {
  type: 'SSN',
  pattern: /(?<![\w.-](?<!\\[nrt]|%[\dA-F]{2}))\d{3}([ \u00A0\u2009\u202F\u2010-\u2013-]?)\d{2}\1\d{4}(?![\w-])/g,
  secretLength: (candidate, text, start) => {
    if (!isIssuable(candidate.replace(/\D/g, ''))) return 0;
    return /^\d{3}[\u2010-\u2013-]/.test(candidate) || word.test(text.slice(Math.max(0, start - 48), start)) ? candidate.length : 0;
  },
};

/** Areas 000, 666 and 900 to 999, group 00 and serial 0000 are never issued (Social Security Administration). */
function isIssuable(digits: string): boolean {
  return !/^(?:000|666|9)|^\d{3}00|0000$/.test(digits);
}
