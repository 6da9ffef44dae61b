import { redactText } from './redactor';

/** Keys are put together here: a scanner of repositories would take a whole one for a leak. */
const letters = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8bC0eF2hJ4kL6nP8rS1uV3xY5zA7cD9fG1iK3mO5qR7tU9wX1yB3dF5hJ7lN9pR1tV3xZ5';
const random = (length: number) => letters.repeat(4).slice(0, length);
const hex = (length: number) => '3fa94bc07d12e586'.repeat(8).slice(0, length);
const upper = (length: number) => 'QW3E7RTY2UIOP4AS6DFGH5JKLZXCVBN'.slice(0, length);

const keys: readonly (readonly [vendor: string, key: string])[] = [
  ['OpenAI project', `sk-proj-${random(120)}_${random(20)}-${random(20)}`],
  ['OpenAI service account', `sk-svcacct-${random(80)}`],
  ['OpenAI legacy', `sk-${random(20)}T3BlbkFJ${random(20)}`],
  ['DeepSeek', `sk-${hex(32)}`],
  ['OpenRouter', `sk-or-v1-${hex(64)}`],
  ['Anthropic', `sk-ant-api03-${random(90)}-${random(6)}AA`],
  ['AWS access key', `AKIA${upper(16)}`],
  ['GitHub personal', `ghp_${random(36)}`],
  ['GitHub OAuth', `gho_${random(36)}`],
  ['GitHub user to server', `ghu_${random(36)}`],
  ['GitHub server to server', `ghs_${random(36)}`],
  ['GitHub refresh', `ghr_${random(76)}`],
  ['GitHub fine-grained', `github_pat_${random(22)}_${random(59)}`],
  ['GitLab', `glpat-${random(20)}`],
  ['Slack bot', `xoxb-${'1'.repeat(12)}-${random(24)}`],
  ['Slack app', `xapp-1-A0${upper(9)}-${random(60)}`],
  ['Stripe', `sk_live_${random(24)}`],
  ['Stripe restricted', `rk_test_${random(24)}`],
  ['Google API', `AIza${random(35)}`],
  ['Google OAuth', `ya29.${random(60)}`],
  ['Google client secret', `GOCSPX-${random(28)}`],
  ['Groq', `gsk_${random(52)}`],
  ['Hugging Face', `hf_${random(34)}`],
  ['xAI', `xai-${random(80)}`],
  ['Cerebras', `csk-${hex(48)}`],
  ['npm', `npm_${random(36)}`],
  ['PyPI', `pypi-AgEIcHlwaS5vcmc${random(80)}`],
  ['SendGrid', `SG.${random(22)}.${random(43)}`],
  ['Twilio', `SK${hex(32)}`],
  ['DigitalOcean', `dop_v1_${hex(64)}`],
  ['Telegram', `123456789:AA${random(33)}`],
  ['Sourcegraph', `sgp_${hex(40)}`],
  ['Notion', `ntn_${random(46)}`],
];

test.each(keys)('key of %s is masked to its end', (_vendor, key) => {
  expect(redactText(`use ${key} for it`)).toBe('use [API_KEY] for it');
  expect(redactText(`{"note":"${key}"}`)).toBe('{"note":"[API_KEY]"}');
  expect(redactText(`KEY=${key}\nOTHER=1`)).toBe('KEY=[API_KEY]\nOTHER=1');
});

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
const payload = Buffer.from('{"sub":"1234567890","name":"Jane Doe"}').toString('base64url');
const basic = Buffer.from('jane:s3cret-word').toString('base64');

test.each([
  ['a JWT', `token ${header}.${payload}.${random(43)} end`, 'token [JWT] end'],
  ['a JWT behind "Bearer"', `Authorization: Bearer ${header}.${payload}.${random(43)}`, 'Authorization: Bearer [JWT]'],
  ['an encrypted JWT', `${header}.${random(342)}.${random(16)}.${random(64)}.${random(22)}`, '[JWT]'],
  ['a bearer token', `authorization: bearer ${random(24)}`, 'authorization: bearer [API_KEY]'],
  ['another authorization', `authorization: Token ${random(24)}`, 'authorization: Token [API_KEY]'],
  ['basic credentials', `Authorization: Basic ${basic}`, 'Authorization: Basic [PASSWORD]'],
  [
    'an API key header',
    `curl -H 'X-Api-Key: ${random(32)}' https://api.example.com`,
    "curl -H 'X-Api-Key: [API_KEY]' https://api.example.com",
  ],
  ['an API key header as JSON', `{"x-api-key":"${random(32)}"}`, '{"x-api-key":"[API_KEY]"}'],
  ['curl -u', 'curl -s -u jane:hunter2 https://example.com', 'curl -s -u jane:[PASSWORD] https://example.com'],
  ['curl --user', `curl --user "jane:hun!ter2" https://example.com`, `curl --user "jane:[PASSWORD]" https://example.com`],
  ['a URL password', 'postgres://app:s3cr3t@db.example.com:5432/app', 'postgres://app:[PASSWORD]@db.example.com:5432/app'],
  ['a URL password with an at sign', 'redis://:p@ss@cache.example.com', 'redis://:[PASSWORD]@cache.example.com'],
  ['a URL password with a dollar sign', 'https://jane:pa$$w0rd@example.com', 'https://jane:[PASSWORD]@example.com'],
  ['an AWS secret', `aws_secret_access_key = ${random(40)}`, 'aws_secret_access_key = [API_KEY]'],
  ['an Azure account key', `AccountName=a;AccountKey=${random(86)}==;Suffix=x`, 'AccountName=a;AccountKey=[API_KEY];Suffix=x'],
  [
    'a Slack webhook',
    `https://hooks.slack.com/services/T0${upper(8)}/B0${upper(8)}/${random(24)}`,
    'https://hooks.slack.com/services/[API_KEY]',
  ],
  ['a password in a file of variables', 'DB_PASSWORD=hunter2-X\nPORT=1', 'DB_PASSWORD=[PASSWORD]\nPORT=1'],
  ['a password in JSON', '{"user":"jane","password":"hunter2"}', '{"user":"jane","password":"[PASSWORD]"}'],
  [
    'a password in JSON inside a string',
    String.raw`{\"password\": \"hunter2\", \"a\": 1}`,
    String.raw`{\"password\": \"[PASSWORD]\", \"a\": 1}`,
  ],
  ['a password in words', 'My password is Tr0ub4dor&3.', 'My password is [PASSWORD].'],
  ['a password in code', "const password = 'correcthorse';", "const password = '[PASSWORD]';"],
  ['a password option', 'mysqldump --password hunter22 db', 'mysqldump --password [PASSWORD] db'],
  ['a client secret', `client_secret: "${random(32)}"`, 'client_secret: "[API_KEY]"'],
  ['a token in a query', `https://example.com/?access_token=${random(32)}&a=1`, 'https://example.com/?access_token=[API_KEY]&a=1'],
])('%s is masked', (_what, text, expected) => expect(redactText(text)).toBe(expected));

describe('a private key', () => {
  const lines = Array.from({ length: 25 }, (_unused, index) => random(64 - index).padEnd(64, 'Q'));
  const pem = ['-----BEGIN RSA PRIVATE KEY-----', ...lines, 'aBcD==', '-----END RSA PRIVATE KEY-----'];

  test('is masked from its first line to its last', () => {
    expect(redactText(`key:\n${pem.join('\n')}\nbye`)).toBe('key:\n[PRIVATE_KEY]\nbye');
  });

  test('is masked inside JSON, with escaped line ends', () => {
    expect(redactText(JSON.stringify({ key: pem.join('\n') }))).toBe('{"key":"[PRIVATE_KEY]"}');
  });

  test('is masked with headers, and without its last line', () => {
    const encrypted = [pem[0], 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00FF', '', ...lines, 'aBcD'].join('\n');
    expect(redactText(`${encrypted}`)).toBe('[PRIVATE_KEY]');
  });
});
