import type { RedactionRule } from './redaction-rule';

/** A version number of four parts looks like an address; what stands before it tells: `v1.2.3.4`, `Chrome/120.0.0.0`, `>=1.2.3.4`. */
const versionBefore =
  /(?:\b(?:v|ver|version\w{0,8}|releases?|build|since|sections?|chapters?|rev|revision|oid)\b[.:]{0,2}["']?\s?[:=]?\s?["']?|[A-Za-z]\/|[A-Za-z]-|@|[<>=~^]=?\s?)$/i;
const addressBefore =
  /\b(?:ip|host|addr|address|server|client|peer|node|remote|gateway|dns|nameserver|url|listen|bind|from|to|src|dst|source|dest|saddr|daddr)\w*["']?\s?[:=]{0,2}\s?["']?$/i;

/** Loopback, unspecified, broadcast and netmasks, and the object identifiers of X.500: they name nobody, and stand in every configuration. */
const namesNobody = /^(?:127\.|0\.|255\.|2\.5\.(?:4|29)\.)/;

/** Four small numbers are a version far more often: of a million addresses, twenty look like this. */
const smallNumbers = /^\d(?:\.1?\d){3}$/;

export const ipv4AddressRule: RedactionRule = {
  type: 'IP_ADDRESS',
  pattern: /(?<![\w.](?<!\\[nrt]|%[\dA-F]{2}))\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.?\w|-[A-Za-z])/g,
  secretLength: (candidate, text, start) => {
    if (!candidate.split('.').every(isOctet) || namesNobody.test(candidate)) return 0;
    const before = text.slice(Math.max(0, start - 24), start);
    const isVersion = smallNumbers.test(candidate) || versionBefore.test(before);
    return isVersion && !addressBefore.test(before) ? 0 : candidate.length;
  },
};

/**
 * Global unicast, unique local, link-local and multicast addresses. Their first group is what tells them from times, MAC
 * addresses, fingerprints of keys and `Namespace::name`.
 */
export const ipv6AddressRule: RedactionRule = {
  type: 'IP_ADDRESS',
  pattern: /(?<![\w:](?<!\\[nrt]|%[\dA-F]{2}))(?:[23][\da-f]{3}|f[cde][\da-f]{2}|ff0[\da-f]):[\da-f:]{2,36}(?!\w)/gi,
  secretLength: (candidate) => {
    const address = candidate.replace(/(?<!:):$/, '');
    return isIpv6(address) ? address.length : 0;
  },
};

function isOctet(part: string): boolean {
  return Number(part) <= 255 && (part === '0' || !part.startsWith('0'));
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}
