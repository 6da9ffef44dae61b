import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@genspan/core';
import { checkSettings } from './check-settings';
import type { Check } from './report';

const directory = mkdtempSync(join(tmpdir(), 'genspan-settings-'));
writeFileSync(join(directory, 'file'), 'no JSON');
writeFileSync(join(directory, 'rules.json'), '{ "patterns": [], "allow": [] }');
writeFileSync(join(directory, 'prices.json'), '{ "models": [] }');
afterAll(() => rmSync(directory, { recursive: true }));

function check(environment: Record<string, string>): readonly Check[] {
  return checkSettings(readSettings(environment, { mode: 'redacted' }), directory, environment);
}

test.each<readonly [Record<string, string>, Check['level'], object]>([
  [{}, 'good', { mode: 'redacted', source: 'default', places: ['spans'] }],
  [{ GENSPAN_CONTENT: 'off' }, 'good', { mode: 'off', source: 'GENSPAN_CONTENT', places: [] }],
  [{ GENSPAN_CONTENT: 'full' }, 'hint', { mode: 'full', source: 'GENSPAN_CONTENT', places: ['spans'] }],
  [
    { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_AND_EVENT' },
    'good',
    { mode: 'redacted', source: 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', places: ['spans', 'events'] },
  ],
  [
    { GENSPAN_CONTENT: 'full', OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'false' },
    'good',
    { mode: 'off', source: 'GENSPAN_CONTENT and OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', places: [] },
  ],
])('the content mode of %j is told with where it comes from', (environment, level, data) => {
  expect(check(environment)).toContainEqual(expect.objectContaining({ id: 'content', level, data }));
});

test('digests without a key are hinted at, with a key they are not', () => {
  const hint = expect.objectContaining({ id: 'hash_key', level: 'hint' });
  expect(check({ GENSPAN_CONTENT: 'hash' })).toContainEqual(hint);
  expect(check({ GENSPAN_CONTENT: 'hash', GENSPAN_HASH_KEY: 'a key' })).not.toContainEqual(hint);
});

test('the backends whose attributes spans carry are told, where there are any', () => {
  const compat = { id: 'compat', level: 'good', text: 'spans carry attributes of langfuse, langsmith too (GENSPAN_COMPAT)' };
  expect(check({ GENSPAN_COMPAT: 'langfuse,langsmith' })).toContainEqual({ ...compat, data: { profiles: ['langfuse', 'langsmith'] } });
  expect(check({}).map(({ id }) => id)).not.toContain('compat');
});

test('how many keys for feedback there are and where evaluations go is told, without keys', () => {
  const key = 'k'.repeat(32);
  const environment = {
    GENSPAN_FEEDBACK_KEY: `${key},${'o'.repeat(32)}`,
    GENSPAN_FEEDBACK_SINKS: 'langsmith',
    LANGSMITH_API_KEY: 'lsv2_secret',
    LANGSMITH_ENDPOINT: 'https://ls.example.com/api/v1',
  };
  const checks = check(environment).filter(({ id }) => id.startsWith('feedback'));
  expect(checks.map(({ text }) => text)).toEqual([
    'tokens for feedback are made and taken (GENSPAN_FEEDBACK_KEY, 2 keys)',
    'evaluations go to langsmith too, at https://ls.example.com (GENSPAN_FEEDBACK_SINKS)',
  ]);
  expect(JSON.stringify(checks)).not.toMatch(/kkk|secret/);
  expect(check({}).filter(({ id }) => id.startsWith('feedback'))).toEqual([]);
});

test.each([
  [{}, 'good', 'JSON log: off (GENSPAN_LOG)'],
  [{ GENSPAN_LOG: 'stderr' }, 'good', 'JSON log: to stderr (GENSPAN_LOG)'],
  [{ GENSPAN_LOG: 'file:logs/calls.log' }, 'good', `JSON log: to ${directory}/logs/calls.log, one file for each process (GENSPAN_LOG)`],
  [{ GENSPAN_LOG: 'file:file/calls.log' }, 'problem', `JSON log: ${directory}/file is not a folder that can be written to`],
])('the log of %j is %s', (environment, level, text) => {
  expect(check(environment)).toContainEqual(expect.objectContaining({ id: 'log', level, text }));
});

test.each([
  ['GENSPAN_REDACTION', 'redaction_file', 'rules.json'],
  ['GENSPAN_PRICES', 'price_file', 'prices.json'],
])('the file of %s is read from the directory of the application', (variable, id, name) => {
  expect(check({ [variable]: name })).toContainEqual(expect.objectContaining({ id, level: 'good', data: { path: join(directory, name) } }));
  for (const wrong of ['file', 'none'])
    expect(check({ [variable]: wrong })).toContainEqual(expect.objectContaining({ id, level: 'problem' }));
});

test('a value that is not understood is a problem, without the value', () => {
  const [first] = check({ GENSPAN_METRICS: 'secret' });
  expect(first).toMatchObject({ id: 'variable', level: 'problem', text: expect.stringMatching(/^GENSPAN_METRICS has a value/) });
  expect(first?.text).not.toContain('secret');
});
