import { redactText } from './redactor';

test.each([
  ['Write to jane.doe+news@mail.example.co.uk, please.', 'Write to [EMAIL], please.'],
  ['"email":"jürgen@müller.example"', '"email":"[EMAIL]"'],
  ['a=1&email=jane%40example.com&b=2', 'a=1&email=[EMAIL]&b=2'],
  ['<jane@example.com>; mailto:joe@example.org.', '<[EMAIL]>; mailto:[EMAIL].'],
  [
    'imap://jane@example.com/inbox, https://example.com:443/x?y=jane@example.com',
    'imap://[EMAIL]/inbox, https://example.com:443/x?y=[EMAIL]',
  ],
  [`${'a'.repeat(30)}.${'b'.repeat(30)}@example.com`, '[EMAIL]'],
])('e-mail: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['Reach me at +49 30 901820 or +1 (212) 555-0187.', 'Reach me at [PHONE] or [PHONE].'],
  ['+44 (0)20 7946 0958, +33 6 12 34 56 78, +4915112345678', '[PHONE], [PHONE], [PHONE]'],
  ['Office 212-555-0187, (415) 555-2671, 1.646.555.0198, 303-555-0142 ext. 12', 'Office [PHONE], [PHONE], [PHONE], [PHONE]'],
  ['001-212-555-0187x123, +1-212-555-0187 x12, (212)555-0187', '[PHONE], [PHONE], [PHONE]'],
  ['Call me at 0171 2345678 tonight', 'Call me at [PHONE] tonight'],
  ['phone: 2125550187, Tel. 030/901820', 'phone: [PHONE], Tel. [PHONE]'],
  ['{"phone_number":"0301234567"}', '{"phone_number":"[PHONE]"}'],
])('phone: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['4111 1111 1111 1111', '[CREDIT_CARD]'],
  ['Visa 4111111111111111, exp 12/27', 'Visa [CREDIT_CARD], exp 12/27'],
  ['5500-0055-5555-5559 12/27 737', '[CREDIT_CARD] 12/27 737'],
  ['amex 3782 822463 10005.', 'amex [CREDIT_CARD].'],
  ['qty 2 4111111111111111', 'qty 2 [CREDIT_CARD]'],
  ['2221000000000009 6011000990139424 3530111333300000 30569309025904', '[CREDIT_CARD] [CREDIT_CARD] [CREDIT_CARD] [CREDIT_CARD]'],
  ['Maestro card 501800000009', 'Maestro card [CREDIT_CARD]'],
  ['My card is 4222222222222', 'My card is [CREDIT_CARD]'],
])('card: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['IBAN DE89 3704 0044 0532 0130 00 please', 'IBAN [IBAN] please'],
  ['gb29nwbk60161331926819', '[IBAN]'],
  ['Pay NO9386011117947 or MT84MALT011000012345MTLCAST001S today', 'Pay [IBAN] or [IBAN] today'],
  ['FR14-2004-1010-0505-0001-3M02-606', '[IBAN]'],
])('IBAN: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['My SSN is 123-45-6789.', 'My SSN is [SSN].'],
  ['SSN: 123456789', 'SSN: [SSN]'],
  ['social security number 123 45 6789', 'social security number [SSN]'],
])('social security number: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['from 203.0.113.7:443 to 10.1.2.3', 'from [IP_ADDRESS]:443 to [IP_ADDRESS]'],
  ['http://198.51.100.24/path', 'http://[IP_ADDRESS]/path'],
  ['host=192.0.2.44', 'host=[IP_ADDRESS]'],
  ['from 9.1.2.3', 'from [IP_ADDRESS]'],
  ['[2001:db8:85a3::8a2e:370:7334]:80', '[[IP_ADDRESS]]:80'],
  ['fe80::1ff:fe23:4567:890a and 2001:0db8:0000:0000:0000:ff00:0042:8329', '[IP_ADDRESS] and [IP_ADDRESS]'],
  ['::ffff:192.0.2.128', '::ffff:[IP_ADDRESS]'],
])('IP address: %s', (text, expected) => expect(redactText(text)).toBe(expected));
