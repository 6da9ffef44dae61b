import { type ContractRun, describeTree, runInstrumented, sdkDirectory, type SpanData, versionOf } from '@genspan/adapter-testing';

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const below = (line: string, ...parts: readonly (readonly string[])[]): string[] => [line, ...indented(parts.flat())];
const chat = (model: string): string[] => [`chat ${model} 120+46`];
const lookup = (model: string): string[] => below('execute_tool lookup', below('own work', below('invoke_agent', chat(model))));
const keeper = (model: string): string[] =>
  below(model, below('invoke_agent keeper', chat(model), chat(model), lookup(model), lookup(model)));

/** The same for all majors. */
const trees: Readonly<Record<string, (key: string) => string[]>> = {
  text: (key) => below(key, below('invoke_agent', chat(key))),
  agent: keeper,
  'agent-stream': keeper,
  retried: (key) => below(key, below('invoke_agent', chat(key), [`chat ${key} failed`])),
  object: (key) => below(key, below('invoke_agent', chat(key))),
  // What a middleware asks is no part of the call that it stands before.
  middleware: (key) => below(key, below('invoke_agent', chat(key), below('own work', [`embeddings ${key} 8+0`]))),
  'middleware-stream': (key) => below(key, below('invoke_agent', chat(key), ['own work'])),
  embed: (key) => below(key, [`embeddings ${key} 8+0`]),
};

/** Of an answer of the fake provider, by the end of its path. */
const billed = { completions: [120, 46], embeddings: [8, 0] } as const;
type Path = keyof typeof billed;
/** Requests that are refused first, and cost nothing. */
const refusedCounts: Readonly<Record<string, number>> = { retried: 1 };

describe.each([
  ['ai-4.3', 'ai-openai-1'],
  ['ai-5', 'ai-openai-2'],
  ['ai-6', 'ai-openai-3'],
  ['ai', '@ai-sdk/openai'],
])('%s under spans of the application', (alias, provider) => {
  const directory = sdkDirectory(alias);
  const version = versionOf(directory);
  const packages = { '@ai-sdk/openai': provider, '@ai-sdk/otel': '@ai-sdk/otel', '@opentelemetry/api': '@opentelemetry/api' };
  let run: ContractRun;
  let spans: SpanData[];

  beforeAll(async () => {
    run = await runInstrumented({ sdk: 'ai-trees', sdkDirectory: directory, version, format: 'esm', packages }, 'off');
    // The application asks the harness how far its requests are.
    spans = run.spans.filter(({ attributes }) => !String(attributes['url.full']).includes('/control/'));
  }, 240_000);

  const billOf = (name: string): readonly (readonly [number, number])[] => {
    const answers = run.requests.filter(({ key }) => key === `esm-${name}`).map(({ path }) => billed[path.split('/').at(-1) as Path]);
    return answers.slice(refusedCounts[name] ?? 0);
  };
  const sumOf = (attribute: string, among: readonly SpanData[]): number =>
    among.reduce((sum, { attributes }) => sum + Number(attributes[attribute] ?? 0), 0);

  test.each(Object.entries(trees))('%s: every call has its place', (name, treeOf) => {
    const key = `esm-${name}`;
    expect(describeTree(spans, key)).toEqual(treeOf(key));
  });

  test('the tokens of each trace are those that were billed', () => {
    for (const name of Object.keys(trees)) {
      const root = spans.find((span) => span.name === `esm-${name}`);
      const trace = spans.filter(({ traceId }) => traceId === root?.traceId);
      const bill = billOf(name);
      expect([name, sumOf('gen_ai.usage.input_tokens', trace), sumOf('gen_ai.usage.output_tokens', trace)]).toEqual([
        name,
        bill.reduce((sum, [input]) => sum + input, 0),
        bill.reduce((sum, [, output]) => sum + output, 0),
      ]);
    }
  });

  test('a call whose telemetry is switched off is not recorded, and no header is added to its request', () => {
    expect(describeTree(spans, 'esm-telemetry-off')).toEqual(['esm-telemetry-off']);
    const headers = run.requests.filter(({ key }) => key === 'esm-telemetry-off').flatMap(({ rawHeaders }) => rawHeaders);
    expect(headers.map((header) => header.toLowerCase())).toContain('authorization');
    expect(headers).not.toContain('traceparent');
  });

  test('no header is added to the request of a model that is wrapped', () => {
    const headers = run.requests.filter(({ key }) => key?.startsWith('esm-middleware')).map(({ rawHeaders }) => rawHeaders);
    expect(headers).toHaveLength(3);
    expect(headers.flat()).not.toContain('traceparent');
  });

  test('where the SDK makes spans of its own there is none of ours, and its calls are in the metrics all the same', () => {
    const root = spans.find(({ name }) => name === 'esm-telemetry-on');
    const trace = spans.filter(({ traceId }) => traceId === root?.traceId);
    const scopes = [...new Set(trace.map(({ scope }) => scope))].toSorted();
    expect(scopes).toEqual(version.startsWith('7') ? ['application', 'gen_ai'] : ['ai', 'application']);
    const chats = [...Object.keys(trees), 'telemetry-on'].flatMap(billOf).filter(([, output]) => output > 0);
    const points = run.metrics
      .filter(({ name }) => name === 'gen_ai.client.inference.usage.output_tokens')
      .flatMap(({ points: all }) => all);
    expect(points.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(chats.reduce((sum, [, output]) => sum + output, 0));
  });
});
