import { readSettings } from './settings';

function sinks(environment: Readonly<Record<string, string>>) {
  const { settings, warnings } = readSettings(environment, { mode: 'off' });
  return { sinks: settings.feedbackSinks, warnings };
}

test('each product has its usual variables, and its public address where there is none', () => {
  const environment = {
    GENSPAN_FEEDBACK_SINKS: 'langfuse,langsmith,phoenix',
    LANGFUSE_PUBLIC_KEY: 'pk',
    LANGFUSE_SECRET_KEY: 'sk',
    LANGSMITH_API_KEY: 'ls',
  };
  expect(sinks(environment)).toEqual({
    sinks: [
      { name: 'langfuse', baseUrl: 'https://cloud.langfuse.com', headers: { authorization: 'Basic cGs6c2s=' } },
      { name: 'langsmith', baseUrl: 'https://api.smith.langchain.com', headers: { 'x-api-key': 'ls' } },
      { name: 'phoenix', baseUrl: 'http://localhost:6006', headers: {} },
    ],
    warnings: [],
  });
});

test.each([
  ['LANGFUSE_BASE_URL', 'https://lf.example.com/', 'https://lf.example.com'],
  ['LANGFUSE_HOST', 'http://lf:3000', 'http://lf:3000'],
  ['LANGSMITH_ENDPOINT', 'https://ls.example.com/api/v1', 'https://ls.example.com/api/v1'],
  ['PHOENIX_COLLECTOR_ENDPOINT', 'http://px:6006/v1/traces', 'http://px:6006'],
  ['PHOENIX_HOST', 'https://px.example.com/?a=b', 'https://px.example.com'],
])('%s is the address', (variable, value, baseUrl) => {
  const name = variable.split('_', 1).join('').toLowerCase();
  const keys = { LANGFUSE_PUBLIC_KEY: 'pk', LANGFUSE_SECRET_KEY: 'sk', LANGSMITH_API_KEY: 'ls' };
  expect(sinks({ ...keys, GENSPAN_FEEDBACK_SINKS: name, [variable]: value }).sinks).toMatchObject([{ name, baseUrl }]);
});

test('a workspace of LangSmith goes along', () => {
  const environment = { GENSPAN_FEEDBACK_SINKS: 'langsmith', LANGSMITH_API_KEY: 'ls', LANGSMITH_WORKSPACE_ID: 'w-1' };
  expect(sinks(environment).sinks).toMatchObject([{ headers: { 'x-api-key': 'ls', 'x-tenant-id': 'w-1' } }]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'lacks a key',
    { GENSPAN_FEEDBACK_SINKS: 'langfuse', LANGFUSE_SECRET_KEY: 'sk-secret' },
    'genspan: GENSPAN_FEEDBACK_SINKS names langfuse, but LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY are not both set; nothing is sent there.',
  ],
  [
    'lacks the scheme of its address',
    { GENSPAN_FEEDBACK_SINKS: 'phoenix', PHOENIX_HOST: '127.0.0.1' },
    'genspan: GENSPAN_FEEDBACK_SINKS names phoenix, but PHOENIX_COLLECTOR_ENDPOINT (or PHOENIX_HOST) is no address that starts with http:// or https://; ' +
      'nothing is sent there.',
  ],
  [
    'has a key in its address',
    { GENSPAN_FEEDBACK_SINKS: 'langsmith', LANGSMITH_API_KEY: 'ls', LANGSMITH_ENDPOINT: 'https://user:ls-secret@example.com' },
    'genspan: GENSPAN_FEEDBACK_SINKS names langsmith, but LANGSMITH_ENDPOINT is no address that starts with http:// or https://; nothing is sent there.',
  ],
  [
    'has a key that no header can have',
    { GENSPAN_FEEDBACK_SINKS: 'langsmith', LANGSMITH_API_KEY: 'ls\nsecret' },
    'genspan: GENSPAN_FEEDBACK_SINKS names langsmith, but its key has characters that no header can have; nothing is sent there.',
  ],
])('a sink that %s is left out and told in one sentence', (_what, environment, sentence) => {
  expect(sinks(environment)).toEqual({ sinks: [], warnings: [sentence] });
});

test('no variable of a product is read where its sink is not asked for', () => {
  const read: string[] = [];
  const environment = new Proxy<Record<string, string>>({}, { get: (_target, name) => void read.push(String(name)) });
  readSettings(environment, { mode: 'off' });
  expect(read.filter((name) => !/^(GENSPAN|OTEL)_/.test(name))).toEqual([]);
});
