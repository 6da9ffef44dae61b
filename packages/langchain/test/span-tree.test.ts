import { type ContractRun, describeTree, runInstrumented, sdkDirectory, type SpanData, versionOf } from '@genspan/adapter-testing';

const alias = 'langchain:@langchain/core';
const packages = Object.fromEntries(
  ['@langchain/openai', '@langchain/anthropic', '@langchain/langgraph', 'langchain', 'zod'].map((name) => [name, `langchain:${name}`]),
);
const chat = (model: string): string[] => [`chat ${model}`, `  chat ${model} 120+46`];
const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const below = (line: string, ...parts: readonly (readonly string[])[]): string[] => [line, ...indented(parts.flat())];
const sequence = (...parts: readonly string[][]): string[] => below('invoke_workflow RunnableSequence', ...parts);

/** What every agent of the scenarios does: asks, calls two tools, answers. */
function agentTree(
  key: string,
  { tool, nodeBelow }: { tool: readonly string[]; nodeBelow: (model: readonly string[]) => string[] },
): string[] {
  const ask = below('invoke_workflow agent', nodeBelow(chat(key)));
  return below(key, below('invoke_agent keeper', ask, ask, below('invoke_workflow tools', tool, tool)));
}

const lookup = (key: string): string[] =>
  below(
    'execute_tool lookup',
    below('own work', below('invoke_workflow summary', chat(key))),
    below('retrieval', [`embeddings ${key} 8+0`]),
  );

const trees: Readonly<Record<string, (key: string) => string[]>> = {
  chain: (key) => below(key, sequence(chat(key))),
  'chain-stream': (key) => below(key, sequence(chat(key))),
  'chain-error': (key) => below(key, below('invoke_workflow RunnableSequence failed', below(`chat ${key} failed`, [`chat ${key} failed`]))),
  'chain-abort': (key) =>
    below(key, below('invoke_workflow RunnableSequence abandoned', below(`chat ${key} abandoned`, [`chat ${key} abandoned`]))),
  batch: (key) => below(key, sequence(chat(key)), sequence(chat(key))),
  'own-span': (key) => below(key, below('invoke_workflow asking', below('own work', chat(key)))),
  // Under an SDK that is instrumented, a request has no span of its own.
  'over-fetch': (key) => below(key, below(`chat ${key} 120+46`, ['POST'])),
  parallel: (key) =>
    below(key, below('invoke_workflow RunnableMap', below('invoke_workflow left', chat(key)), below('invoke_workflow right', chat(key)))),
  agent: (key) => agentTree(key, { tool: lookup(key), nodeBelow: (model) => sequence([...model]) }),
  'agent-stream': (key) => agentTree(key, { tool: lookup(key), nodeBelow: (model) => sequence([...model]) }),
  'created-agent': (key) => {
    const ask = below('invoke_workflow model_request', chat(key));
    const call = below('invoke_workflow tools', ['execute_tool lookup']);
    return below(key, below('invoke_agent', ask, ask, call, call));
  },
  anthropic: (key) => below(key, chat(key)),
};

/** Of an answer of the fake provider, by the end of its path; what failed or was cut off has none. */
const billed = { completions: [120, 46], messages: [120, 46], embeddings: [8, 0] } as const;

describe.each(['cjs', 'esm'] as const)('LangChain as %s, under spans of the application', (format) => {
  let run: ContractRun;
  let spans: SpanData[];

  beforeAll(async () => {
    const directory = sdkDirectory(alias);
    const target = { sdk: 'langchain-trees', sdkDirectory: directory, version: versionOf(directory), format, packages };
    const withApi = { ...target, packages: { ...packages, '@opentelemetry/api': '@opentelemetry/api' } };
    run = await runInstrumented(withApi, 'off', { environment: { GENSPAN_PROVIDER_MAP: '127.0.0.1=openai' } });
    // The application asks the harness how far its requests are.
    spans = run.spans.filter(({ attributes }) => !String(attributes['url.full']).includes('/control/'));
  }, 240_000);

  test.each(Object.entries(trees))('%s: every call has its place', (name, treeOf) => {
    const key = `${format}-${name}`;
    expect(describeTree(spans, key)).toEqual(treeOf(key));
  });

  test('nothing stands beside these trees', () => {
    const described = Object.keys(trees).flatMap((name) => describeTree(spans, `${format}-${name}`));
    expect(described).toHaveLength(spans.length);
  });

  test('no request to a host that is known for models has a header of ours, whoever sends it', () => {
    const traced = run.requests.filter(({ rawHeaders }) => rawHeaders.some((name) => name.toLowerCase() === 'traceparent'));
    expect(run.requests.some(({ key }) => key === `${format}-over-fetch`)).toBe(true);
    expect(traced.map(({ key, path }) => `${key} ${path}`)).toEqual([]);
  });

  test('the tokens of each trace are those that the provider billed', () => {
    for (const name of Object.keys(trees)) {
      const key = `${format}-${name}`;
      const root = spans.find((span) => span.name === key);
      const told = spans.filter(({ traceId }) => traceId === root?.traceId);
      const sum = (attribute: string): number => told.reduce((total, { attributes }) => total + Number(attributes[attribute] ?? 0), 0);
      const answers = run.requests.filter((request) => request.key === key && !/-(error|abort)$/.test(name));
      const bill = answers.map(({ path }) => billed[path.split('/').at(-1) as keyof typeof billed]);
      expect([name, sum('gen_ai.usage.input_tokens'), sum('gen_ai.usage.output_tokens')]).toEqual([
        name,
        bill.reduce((total, [input]) => total + input, 0),
        bill.reduce((total, [, output]) => total + output, 0),
      ]);
    }
  });
});
