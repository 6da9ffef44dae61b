import type { RedactionRule } from './redaction-rule';

const word = /(?:\bssn|social[ _-]?security(?:[ _-]?(?:number|no|num|nr))?)\b[^\d\n]{0,16}$/i;

/** US numbers: three groups with hyphens, or nine digits where a word says what they are. */
export const socialSecurityNumberRule: RedactionRule = {
  type: 'SSN',
  pattern: /(?<![\w.-])\d{3}([- ]?)\d{2}\1\d{4}(?![\w-])/g,
  secretLength: (candidate, text, start) => {
    if (!isIssuable(candidate.replace(/\D/g, ''))) return 0;
    return candidate.charAt(3) === '-' || word.test(text.slice(Math.max(0, start - 48), start)) ? candidate.length : 0;
  },
};

/** Areas 000, 666 and 900 to 999, group 00 and serial 0000 are never issued (Social Security Administration). */
function isIssuable(digits: string): boolean {
  return !/^(?:000|666|9)|^\d{3}00|0000$/.test(digits);
}
