import type { RedactionRule } from './redaction-rule';

/** Prefix and length of the issuers, as far as they are public; used on the digits alone. */
const issuers: readonly RegExp[] = [
  /^4(?:\d{15}|\d{18})$/, // Visa
  /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(?:0[0-5]|09|[689]\d)\d{11}$/, // Diners Club
  /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/, // Discover
  /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
  /^(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15}$/, // Maestro
];

const cardWord = /(?:\bcards?|\bcredit|\bdebit|\bvisa|\bmaster ?card|\bmaestro|\bamex|_card|cardnumber)\b[^\d\n]{0,24}$/i;

export const cardNumberRule: RedactionRule = {
  type: 'CREDIT_CARD',
  pattern:
    /(?<![\w.+](?<!\\[nrt]|%[\dA-F]{2}))\d{4}(?:\d{8,15}|[ \u00A0\u2009\u202F+\u2010-\u2013-]\d{4,6}[ \u00A0\u2009\u202F+\u2010-\u2013-]\d{3,6}(?:[ \u00A0\u2009\u202F+\u2010-\u2013-]\d{2,4}){0,2})/g,
  secretLength: cardNumberLength,
};

/** What follows a card may look like more of it (its date), so shorter candidates are tried, group by group. */
function cardNumberLength(candidate: string, text: string, start: number): number {
  let named: boolean | undefined;
  for (let end = candidate.length; end >= 12; end--) {
    if (isDigit(text, start + end) || !isDigit(text, start + end - 1) || /^(?:\w|\.\d)/.test(text.slice(start + end, start + end + 2)))
      continue;
    const digits = candidate.slice(0, end).replace(/\D/g, '');
    if (digits.length < 12) return 0;
    if (!passesLuhn(digits)) continue;
    if (issuers.some((issuer) => issuer.test(digits))) return end;
    named ??= cardWord.test(text.slice(Math.max(0, start - 48), start));
    if (named) return end;
  }
  return 0;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

/** ISO/IEC 7812-1: every second digit from the right counts double, and the sum of digits is a multiple of 10. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
