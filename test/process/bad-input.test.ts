/** Whatever is wrong is told in one sentence on stderr, and the application prints and exits as without genspan. */
import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApplicationResult, type ApplicationRun, childTimeoutMs, runBetween, sdkDirectory } from './applications/run-between';

jest.setTimeout(childTimeoutMs);

const registered = ['--require', 'genspan/register'];

type Run = Partial<ApplicationRun>;

function run(options: Run): Promise<ApplicationResult> {
  return runBetween({ application: 'bad-input', script: 'calls.cjs', flags: registered, ...options });
}

/** What the application does without genspan is known: `calls.cjs` prints this line and exits with 7. */
const unharmed = { exitCode: 7, signal: null, stdout: 'chat.completion\n' };

/** @returns the lines of stderr, each a sentence of genspan's. */
async function expectUnharmed(options: Run, expected: object = unharmed): Promise<{ lines: readonly string[]; result: ApplicationResult }> {
  const result = await run(options);
  expect(result).toMatchObject(expected);
  const lines = result.stderr.split('\n').slice(0, -1);
  for (const line of lines) expect(line).toMatch(/^genspan: .*\.$/);
  return { lines, result };
}

test.concurrent('without genspan the application prints its line and exits with its code', async () => {
  const { exitCode, signal, stdout, stderr, collector } = await run({ flags: [] });
  expect({ exitCode, signal, stdout, stderr }).toEqual({ ...unharmed, stderr: '' });
  expect(collector.deliveries).toEqual([]);
});

describe('values of variables that are not understood', () => {
  test.concurrent('of genspan: each is told once, without the value, and the default is used', async () => {
    const names = [
      'GENSPAN_CHUNK_METRIC',
      'GENSPAN_CONTENT',
      'GENSPAN_CONTENT_MAX_CALL_CHARACTERS',
      'GENSPAN_CONTENT_MAX_PART_CHARACTERS',
      'GENSPAN_LOG',
      'GENSPAN_METRICS',
      'GENSPAN_PROVIDER_MAP',
      'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
    ];
    const { lines, result } = await expectUnharmed({ environment: Object.fromEntries(names.map((name) => [name, 'wr0ng'])) });
    const told = lines.map((line) => /^genspan: (\w+) has a value that is not understood; expected .+; using .+\.$/.exec(line)?.[1]);
    expect(told.toSorted()).toEqual(names);
    expect(result.stderr).not.toContain('wr0ng');
    expect(result.spanNames).toEqual(['chat gpt-5-mini']);
    expect(result.collector.spans()[0]?.attributes).not.toHaveProperty('gen_ai.input.messages');
  });

  test.concurrent('of OpenTelemetry: the same', async () => {
    const names = ['OTEL_BSP_SCHEDULE_DELAY', 'OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_PROPAGATORS', 'OTEL_TRACES_SAMPLER'];
    const { lines, result } = await expectUnharmed({ environment: Object.fromEntries(names.map((name) => [name, 'wr0ng'])) });
    expect(lines.map((line) => /\bOTEL_\w+/.exec(line)?.[0]).toSorted()).toEqual(names);
    expect(result.stderr).not.toContain('wr0ng');
    expect(result.spanNames).toEqual(['chat gpt-5-mini']);
  });
});

interface FileCase {
  readonly name: string;
  readonly variable: 'GENSPAN_PRICES' | 'GENSPAN_REDACTION';
  readonly path: string;
  readonly sentence: RegExp;
}

const badFiles = { 'broken.json': '{ "models": [', 'list.json': '[]' };
const fileCases: readonly FileCase[] = [
  {
    name: 'prices: missing',
    variable: 'GENSPAN_PRICES',
    path: 'none.json',
    sentence: /price file none\.json .* cannot be read \(ENOENT\);/,
  },
  { name: 'prices: a directory', variable: 'GENSPAN_PRICES', path: '.', sentence: /price file \. .* cannot be read \(EISDIR\);/ },
  { name: 'prices: no JSON', variable: 'GENSPAN_PRICES', path: 'broken.json', sentence: /price file broken\.json .* is not valid JSON;/ },
  { name: 'prices: other JSON', variable: 'GENSPAN_PRICES', path: 'list.json', sentence: /price file list\.json .* no list "models"/ },
  {
    name: 'redaction: missing',
    variable: 'GENSPAN_REDACTION',
    path: 'none.json',
    sentence: /redaction file none\.json cannot be read \(ENOENT\);/,
  },
  {
    name: 'redaction: no JSON',
    variable: 'GENSPAN_REDACTION',
    path: 'broken.json',
    sentence: /redaction file broken\.json is not a JSON object;/,
  },
];

test.concurrent.each(fileCases)('a file that cannot be used is told once; $name', async ({ variable, path, sentence }) => {
  const { lines, result } = await expectUnharmed({ files: badFiles, environment: { [variable]: path } });
  expect(lines).toEqual([expect.stringMatching(sentence)]);
  // What rules of the user's should have hidden is hidden whole; what has no price of the user's is priced as ever.
  const input = result.collector.spans()[0]?.attributes['gen_ai.input.messages'];
  expect(String(input).includes('Hello')).toBe(variable === 'GENSPAN_PRICES');
});

describe('a JSON log that cannot be written is told once', () => {
  test.concurrent('in a directory that cannot be made', async () => {
    const { lines, result } = await expectUnharmed({ environment: { GENSPAN_LOG: 'file:calls.cjs/log/calls.jsonl' } });
    expect(lines).toEqual([
      expect.stringMatching(/^genspan: GENSPAN_LOG cannot be written to .*calls\.\d+\.jsonl \(ENOTDIR\); calls go unlogged/),
    ]);
    expect(result.spanNames).toEqual(['chat gpt-5-mini']);
  });

  test.concurrent('on a disk without room: a limit of 0 bytes for files does as well', async () => {
    const { lines, result } = await expectUnharmed({
      nodeBinary: '/bin/sh',
      flags: ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, ...registered],
      environment: { GENSPAN_LOG: 'file:calls.jsonl' },
    });
    expect(lines).toEqual([expect.stringMatching(/^genspan: GENSPAN_LOG cannot be written to .* \(EFBIG\); calls go unlogged/)]);
    expect(result.spanNames).toEqual(['chat gpt-5-mini']);
  });
});

// Only Linux has a file that is always full.
(existsSync('/dev/full') ? describe : describe.skip)('where stderr has no room', () => {
  test.concurrent('nothing is told, and the application runs on', async () => {
    const { result } = await expectUnharmed({
      nodeBinary: '/bin/sh',
      flags: ['-c', 'exec "$0" "$@" 2>/dev/full', process.execPath, ...registered],
      environment: { GENSPAN_LOG: 'stderr', GENSPAN_METRICS: 'wr0ng' },
    });
    expect(result.spanNames).toEqual(['chat gpt-5-mini']);
  });
});

interface CollectorCase extends Run {
  readonly name: string;
  readonly sentences: readonly RegExp[];
}

const collectorCases: readonly CollectorCase[] = [
  {
    name: 'cannot be reached',
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' },
    sentences: [/127\.0\.0\.1:1 cannot be reached \(nothing listens there\); .*set OTEL_EXPORTER_OTLP_ENDPOINT\.$/],
  },
  {
    name: 'never answers',
    collectorAnswers: { traces: 'hang', metrics: 'hang', logs: 'hang' },
    environment: { OTEL_EXPORTER_OTLP_TIMEOUT: '300' },
    sentences: [/cannot be reached \(no answer in time\)/],
  },
  {
    name: 'answers 500',
    collectorAnswers: { traces: 500, metrics: 500, logs: 500 },
    sentences: [/answered 500; .*its own log says why\.$/],
  },
  {
    name: 'takes no JSON',
    collectorAnswers: { traces: 415, metrics: 415, logs: 415 },
    sentences: [/\(415\); set OTEL_EXPORTER_OTLP_PROTOCOL=http\/protobuf\.$/],
  },
  {
    name: 'takes traces only',
    collectorAnswers: { metrics: 404, logs: 404 },
    sentences: [/takes no logs \(404\), .*OTEL_LOGS_EXPORTER=none/, /takes no metrics \(404\), .*OTEL_METRICS_EXPORTER=none/],
  },
];

test.concurrent.each(collectorCases)('a collector that $name is told once', async ({ name: _name, sentences, ...options }) => {
  const { lines } = await expectUnharmed(options);
  expect(lines.toSorted()).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
});

const groqApplication = `
const { Groq } = require('groq-sdk');
const client = new Groq({ apiKey: 'test-key', baseURL: process.env.OPENAI_BASE_URL });
const messages = [{ role: 'user', content: 'Hello' }];
void client.chat.completions.create({ model: 'llama', messages }).then(({ object }) => console.log(object));
`;

describe('an SDK that nobody has tested is told once, and left alone', () => {
  test.concurrent('a version outside the range', async () => {
    const prepare = async (directory: string): Promise<void> => {
      const copy = join(directory, 'node_modules/groq-sdk');
      await cp(`${sdkDirectory('groq-sdk')}/.`, copy, { recursive: true });
      await writeFile(join(copy, 'package.json'), JSON.stringify({ name: 'groq-sdk', version: '9.9.9', main: 'index.js' }));
    };
    const { lines, result } = await expectUnharmed(
      { script: 'groq.cjs', files: { 'groq.cjs': groqApplication }, prepare },
      { exitCode: 0, stdout: 'chat.completion\n' },
    );
    expect(lines).toEqual([
      expect.stringMatching(/^genspan: groq-sdk 9\.9\.9 is outside the tested range .*; its calls are not recorded, /),
    ]);
    // No call is recorded; its request is one as any other.
    expect(result.spanNames).toEqual(['POST']);
  });

  test.concurrent('a version in the range, of another shape', async () => {
    const files = {
      'groq.cjs': groqApplication,
      'node_modules/groq-sdk/package.json': JSON.stringify({ name: 'groq-sdk', version: '1.9.0', main: 'index.js' }),
      'node_modules/groq-sdk/index.js': `exports.Groq = class { chat = { completions: { create: async () => ({ object: 'chat.completion' }) } } };`,
    };
    const { lines } = await expectUnharmed({ script: 'groq.cjs', files }, { exitCode: 0, stdout: 'chat.completion\n' });
    expect(lines).toEqual([expect.stringMatching(/^genspan: groq-sdk 1\.9\.0 has another shape than the versions that are tested; /)]);
  });
});

interface Ending {
  readonly way: string;
  readonly exitCode: number;
  readonly providerCase?: string;
}

const endings: readonly Ending[] = [
  { way: 'throws', exitCode: 1 },
  { way: 'rejects', exitCode: 1 },
  { way: 'rejects with the error of a call', exitCode: 1, providerCase: 'status-400' },
  { way: 'exits within a stream', exitCode: 5, providerCase: 'stream-endless' },
];

test.concurrent.each(endings)(
  'an application that $way ends and prints as without genspan',
  async ({ way, exitCode, providerCase = 'seeded' }) => {
    const options = { script: 'ends.cjs', arguments: [way], providerCase };
    const [without, observed] = await Promise.all([run({ ...options, flags: [] }), run(options)]);
    const seen = ({ exitCode: code, signal, stdout, stderr }: ApplicationResult): object => ({
      exitCode: code,
      signal,
      stdout,
      // Each run has a folder and a provider of its own.
      stderr: stderr.replaceAll(/genspan-process-\w+|127\.0\.0\.1:\d+/g, '*'),
    });
    expect(without.exitCode).toBe(exitCode);
    expect(seen(observed)).toEqual(seen(without));
  },
);
