import type { RedactionRule } from './redaction-rule';

/** The country codes that are assigned (ITU-T E.164), and for North America the whole number. */
const countryCode =
  /^(?:1[2-9]\d{9}$|7\d{10}$|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[0578]|9[679])\d)/;

/** `+49 30 123456`, `+44 (0)20 7946 0958`. */
export const internationalPhoneRule: RedactionRule = {
  type: 'PHONE',
  pattern:
    /(?<![\w+](?<!\\[nrt]|%[\dA-F]{2}))\+[1-9](?:[ \u00A0\u2009\u202F./()\u2010-\u2013-]{0,3}\d){6,14}(?: ?(?:x|ext\.?) ?\d{1,5})?(?!\.?\w)/g,
  secretLength: (candidate) => {
    const number = candidate.replace(/ ?(?:x|ext).*$/, '');
    const digits = number.replace(/\D/g, '');
    return !/\.\d$/.test(number) && digits.length >= 8 && countryCode.test(digits) && countSingles(candidate) <= 2 ? candidate.length : 0;
  },
};

/** `(212) 555-0187`, `212-555-0187`, `1.212.555.0187`; with spaces only where a word says that it is a phone, as columns of numbers look alike. */
export const northAmericanPhoneRule: RedactionRule = {
  type: 'PHONE',
  pattern:
    /(?<![\w.+-](?<!\\[nrt]|%[\dA-F]{2}))(?:(?:001|1)[ \u00A0\u2009\u202F.\u2010-\u2013-])?(?:\([2-9]\d{2}\)[ \u00A0\u2009\u202F]?[2-9]\d{2}[ \u00A0\u2009\u202F.\u2010-\u2013-]|[2-9]\d{2}([.\u2010-\u2013-])[2-9]\d{2}\1)\d{4}(?: ?(?:x|ext\.?) ?\d{1,5})?(?!\.?\w|-\w)/g,
};

const phoneWord =
  /(?:\b|_)(?:tele(?:phone|fon)|t[ée]l[ée]phone|phone|tel|mobile|cell(?:phone)?|fax|whatsapp|sms|call|dial|ring|text|contact|reach|handy)(?:[ _-]?(?:number|num|no|nr)\b)?[\s.:=#"'(\\>-]{0,6}(?:(?:is|at|on|to|under|me|us|him|her|them|back)[\s:"'(]{1,3}){0,3}$/i;

/** Bare digits are order numbers, times and identifiers far more often than phones, so a word for "phone" must stand before them. */
export const namedPhoneRule: RedactionRule = {
  type: 'PHONE',
  pattern: /(?<![\w.]|\d[ ./-])\(?\d(?:[ \u00A0\u2009\u202F./()\u2010-\u2013-]{0,2}\d){6,14}(?!\w)/g,
  secretLength: (candidate, text, start) => {
    if (isDate.test(candidate) || countSingles(candidate) > 2) return 0;
    return phoneWord.test(text.slice(Math.max(0, start - 48), start)) ? candidate.length : 0;
  },
};

const isDate = /^\d{4}[-/.]\d\d[-/.]\d\d|^\d\d[-/.]\d\d[-/.]\d{4}/;

/** A list such as "+1 2 3 4 5 6 7 8" has more single digits than any way of writing a phone number. */
function countSingles(candidate: string): number {
  return candidate.match(/(?<!\d)\d(?!\d)/g)?.length ?? 0;
}
