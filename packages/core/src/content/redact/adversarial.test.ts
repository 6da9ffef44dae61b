import { redactText } from './redactor';

/** Texts that make patterns of their kind try and fail as often as they can. */
const seeds = [
  'a',
  '1',
  ' ',
  '@',
  '-',
  '.',
  ':',
  '+',
  '1 ',
  '1-',
  '1.',
  'a@',
  'a.',
  '@a.',
  'a@b.',
  '+1 ',
  '1-1',
  '(1)',
  'DE12 ',
  'AA11',
  'a:',
  '::',
  '2001:',
  'fe80::',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----\n',
  '-----BEGIN PRIVATE KEY-----AAAAAAAAAAAAAAAA',
  '-----END',
  'eyJ',
  'eyJ.',
  'eyJhbGciOi.',
  'sk-',
  'sk-a',
  'ghp_',
  ' sk-proj-',
  'password=',
  'password: ',
  'password is ',
  'token="',
  'aws key ',
  'aws_secret_key=',
  'bearer ',
  'basic ',
  '://',
  '://a:',
  'https://a:b',
  'curl -u a:',
  'curl -u ',
  ' --password ',
  '%40',
  '4111 1111 1111 111',
  '4 1 1 1 ',
  '123-45-',
  '555-555-',
  'phone ',
  'phone 1',
  'SG.aaaaaaaaaaaaaaaa.',
  '=',
  '"',
  '\\"',
  '\\',
  'hooks.slack.com/services/',
  '1234567890:AA',
  'AccountKey=',
  'é',
  '漢',
  '\u{1F600}',
  '${',
  "password='",
  'xox',
  'a@a.a@a.',
  'a-',
  '1/1/',
  ':aBEGIN PRIVATE KEY-----BEGIN PRIVATE KEY-----b',
  'token=a[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[)',
  'secret=tokentokentokentokentokentokentoken-',
];

/** Time of the processor, not of the clock: others use the machine too. */
function timeMs(text: string): number {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    redactText(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Quadratic time would be 64 times as long for eight times the text; the constant covers what is too short to measure. */
function growsTooFast(text: string): boolean {
  return timeMs(text.slice(0, 100_000)) > 20 + 8 * 4 * timeMs(text.slice(0, 12_500));
}

test.each(seeds)('time grows with the length and not faster: %j', (seed) => {
  const text = seed.repeat(Math.ceil(100_000 / seed.length));
  // Collections of garbage fall into some rounds: what is too slow is so every time.
  expect([1, 2, 3].every(() => growsTooFast(text))).toBe(false);
});
