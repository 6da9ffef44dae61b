import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRedactionFile } from './redaction-file';
import { createRedactor } from './redactor';

const folder = mkdtempSync(join(tmpdir(), 'genspan-redaction-'));
const path = join(folder, 'redaction.json');
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: unknown) {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const file = readRedactionFile(path);
  return { warnings: file.warnings, redact: createRedactor(file.rules).redact };
}

test('patterns of the user are masked under their own type, beside the built-in ones', () => {
  const { warnings, redact } = read({ patterns: [{ type: 'EMPLOYEE_ID', pattern: 'emp-\\d{4}', flags: 'i' }] });
  expect(warnings).toEqual([]);
  expect(redact('EMP-1234 is jane@example.com')).toBe('[EMPLOYEE_ID] is [EMAIL]');
});

test('allowed texts stay: exact ones, and those that fit around one star, in either case', () => {
  const { warnings, redact } = read({ allow: ['Support@example.com', '*.internal.example', '10.*'] });
  expect(warnings).toEqual([]);
  const kept = 'support@Example.com, root@db.internal.example, 10.1.2.3';
  expect(redact(`${kept}; jane@example.com, 192.0.2.1`)).toBe(`${kept}; [EMAIL], [IP_ADDRESS]`);
});

test('the example of the documentation is valid and does what it says', () => {
  const page = readFileSync(join(__dirname, '../../../../../docs/content.md'), 'utf8');
  const { warnings, redact } = read(/```json\n([^`]+)```/.exec(page)?.[1] ?? '');
  expect(warnings).toEqual([]);
  expect(redact('E-123456, Project Apollo, support@example.com, db.internal.example, 10.1.2.3')).toBe(
    '[EMPLOYEE_ID], [PROJECT], support@example.com, db.internal.example, 10.1.2.3',
  );
});

test.each([
  ['not JSON', '{ "patterns": [ s3cret', 'is not a JSON object'],
  ['a list', [], 'is not a JSON object'],
  ['an unknown key', { pattern: [] }, 'has a key other than "patterns" and "allow"'],
  ['patterns that are no list', { patterns: {} }, 'must hold a list under "patterns"'],
  ['an entry without a type', { patterns: [{ pattern: 'a' }] }, ', pattern 1, needs a "type"'],
  ['an entry without a pattern', { patterns: [{ type: 'A', pattern: 'a' }, { type: 'B' }] }, ', pattern 2, needs a "pattern"'],
  ['a wrong flag', { patterns: [{ type: 'A', pattern: 'a', flags: 'y' }] }, 'has "flags" other than'],
  ['no regular expression', { patterns: [{ type: 'A', pattern: '(' }] }, ', pattern 1, is not a regular expression'],
  ['a pattern that may take long', { patterns: [{ type: 'A', pattern: '(a+)+b' }] }, ', pattern 1, matches texts of any length'],
])('%s: one sentence, and everything is masked', (_what, content, sentence) => {
  const { warnings, redact } = read(content);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(`genspan: the redaction file ${path}`);
  expect(warnings[0]).toContain(sentence);
  expect(warnings[0]).toMatch(/; all content is masked until that is corrected\.$/);
  expect(warnings[0]).not.toContain('s3cret');
  expect(redact('harmless')).toBe('[REDACTED]');
});

test('a file that is not there: one sentence, and everything is masked', () => {
  const { rules, warnings } = readRedactionFile(join(folder, 'absent.json'));
  expect(warnings).toEqual([expect.stringContaining('absent.json cannot be read (ENOENT); all content is masked')]);
  expect(createRedactor(rules).redact('harmless')).toBe('[REDACTED]');
});

test.each([[['a*b*c']], [['*']], [['']], [[7]], ['support@example.com']])(
  'a wrong allow-list %j allows nothing and masks as before',
  (allow) => {
    const { warnings, redact } = read({ allow });
    expect(warnings).toEqual([expect.stringContaining('allowed text 1, is not a text with at most one *; it is ignored.')]);
    expect(redact('support@example.com, harmless')).toBe('[EMAIL], harmless');
  },
);

test('a rule that fails masks the whole text', () => {
  const broken = {
    type: 'BROKEN',
    pattern: /b/g,
    secretLength: () => {
      throw new Error('broken');
    },
  };
  const redactor = createRedactor({ rules: [broken], isAllowed: () => false });
  expect(redactor.redact('a harmless text')).toBe('a harmless text');
  expect(redactor.redact('a b c')).toBe('[REDACTED]');
});
