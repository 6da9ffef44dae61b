import { beforeFirstGroup, type RedactionRule } from './redaction-rule';

/** `git@host:path`, `icon@2x.png` and `getty@tty1.service` have the shape of an address and are none. */
const notAnAddress =
  /^git(?:@|%40)|(?:@|%40)[1-4]x\.|\.(?:png|jpe?g|gif|svg|webp|service|socket|timer|target|mount|js|ts|tsx|jsx|json|py|ya?ml)$/i;

/** Inside `scheme://user:password@host` the rule for passwords in URLs decides. */
const insideUrlAuthority = /:\/\/[^\s/?#:]{0,100}:[^\s/?#]{0,100}$/;

export const emailAddressRule: RedactionRule = {
  type: 'EMAIL',
  pattern:
    /(?:@|%40)(?<=([\w.+\u00C0-\u024F-]{1,64})(?:@|%40))(?:[A-Za-z0-9\u00C0-\u024F-]{1,63}\.){1,8}(?:xn--[A-Za-z0-9-]{2,40}|[A-Za-z\u00C0-\u024F]{2,24})(?!\.?[\w(]|:[/~])/g,
  secretStart: beforeFirstGroup,
  secretLength: (candidate, text, start) =>
    notAnAddress.test(candidate) || insideUrlAuthority.test(text.slice(Math.max(0, start - 208), start)) ? 0 : candidate.length,
};
