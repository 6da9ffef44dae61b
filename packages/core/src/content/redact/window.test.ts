import { runSteps } from '../steps';
import { createRedactor, redactText } from './redactor';

const secrets = [
  'jane.doe@example.com',
  '4111 1111 1111 1111',
  '123-45-6789',
  `ghp_${'a1B2'.repeat(9)}`,
  'password=hunter2',
  '203.0.113.77',
];
const redactedSecrets = ['[EMAIL]', '[CREDIT_CARD]', '[SSN]', '[API_KEY]', 'password=[PASSWORD]', '[IP_ADDRESS]'];

describe('a text longer than a window', () => {
  test('hides a secret wherever it lies, also across the edge of a window', () => {
    secrets.forEach((secret, index) => {
      for (let place = 8192 - secret.length - 2; place <= 8194; place++) {
        const text = `${'word '.repeat(1700).slice(0, place - 1)} ${secret} ${'tail '.repeat(50)}`;
        expect(redactText(text)).toBe(text.replace(secret, redactedSecrets[index] ?? ''));
      }
    });
  });

  test('hides a secret of 100,000 characters whole', () => {
    expect(redactText(`a eyJ${'h'.repeat(200)}.${'p'.repeat(100_000)} z`)).toBe('a [JWT] z');
  });

  test('is redacted as its pieces are', () => {
    const line = `Jane <jane@example.com> called +49 30 901820 from 203.0.113.77 about card 4111 1111 1111 1111.\n`;
    expect(redactText(line.repeat(1000))).toBe(redactText(line).repeat(1000));
  });
});

describe('a limit', () => {
  const redactor = createRedactor();
  const run = (text: string, from: number, maxCharacters: number) => runSteps(redactor.redactInSteps(text, from, maxCharacters));

  test('cuts no secret in two: what starts before the limit is hidden whole', () => {
    expect(run('mail jane.doe@example.com now', 0, 10)).toBe('mail [EMAIL]');
  });

  test('counts from where the text proper starts, and the context before it is only read', () => {
    const text = '"password": "correcthorse"';
    expect(run(text, 13, 100)).toBe('[PASSWORD]"');
  });
});
