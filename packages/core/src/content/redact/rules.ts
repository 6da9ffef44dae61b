/** The whole table, the more specific first: where two find the same place, the first names it. */
import { assignedKeyRule, assignedPasswordRule, optionSecretRule } from './assigned-secret';
import { bankAccountNumberRule } from './bank-account-number';
import { cardNumberRule } from './card-number';
import {
  awsSecretRule,
  azureKeyRule,
  basicCredentialsRule,
  bearerTokenRule,
  commandLineUserRule,
  cookieRule,
  slackWebhookRule,
  urlPasswordRule,
  urlSignatureRule,
  webTokenRule,
} from './credential';
import { emailAddressRule } from './email-address';
import { ipv4AddressRule, ipv6AddressRule } from './ip-address';
import { internationalPhoneRule, namedPhoneRule, northAmericanPhoneRule } from './phone-number';
import { privateKeyRule } from './private-key';
import type { RedactionRule } from './redaction-rule';
import { socialSecurityNumberRule } from './social-security-number';
import { vendorKeyRules } from './vendor-key';

export const builtInRules: readonly RedactionRule[] = [
  privateKeyRule,
  webTokenRule,
  ...vendorKeyRules,
  slackWebhookRule,
  awsSecretRule,
  azureKeyRule,
  urlPasswordRule,
  urlSignatureRule,
  cookieRule,
  bearerTokenRule,
  basicCredentialsRule,
  commandLineUserRule,
  assignedPasswordRule,
  assignedKeyRule,
  optionSecretRule,
  emailAddressRule,
  bankAccountNumberRule,
  cardNumberRule,
  socialSecurityNumberRule,
  internationalPhoneRule,
  northAmericanPhoneRule,
  namedPhoneRule,
  ipv4AddressRule,
  ipv6AddressRule,
];
