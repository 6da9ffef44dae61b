import type { RedactionRule } from './redaction-rule';

/** Length of an IBAN by country, from the SWIFT IBAN registry. */
const lengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};

export const bankAccountNumberRule: RedactionRule = {
  type: 'IBAN',
  pattern: /(?<![A-Za-z0-9](?<!\\[nrt]|%[\dA-F]{2}))[A-Za-z]{2}\d{2}(?:[ \u00A0\u2009\u202F\u2010-\u2013-]?[A-Za-z0-9]){11,30}/g,
  secretLength: ibanLength,
};

/** Words that follow an IBAN match the pattern too: the country says how many characters belong to it. */
function ibanLength(candidate: string, text: string, start: number): number {
  const length = lengths[candidate.slice(0, 2).toUpperCase()];
  if (length === undefined) return 0;
  let end = 0;
  let compact = '';
  for (; end < candidate.length && compact.length < length; end++) {
    const character = candidate.charAt(end);
    if (/[A-Za-z0-9]/.test(character)) compact += character;
  }
  if (compact.length < length || /[A-Za-z0-9]/.test(text.charAt(start + end))) return 0;
  return remainderOf97(compact.slice(4) + compact.slice(0, 4)) === 1 ? end : 0;
}

/** ISO 7064: letters count as 10 to 35. Digit by digit, as the whole number is far beyond 2^53. */
function remainderOf97(characters: string): number {
  let remainder = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
