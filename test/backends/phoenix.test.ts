/** The stack's way to Phoenix: a service with the flag, the Collector with its fragment, Phoenix' own APIs; and what is left of secrets anywhere. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemoService } from './demo-service';
import { describeWith } from './describe-with';
import { buildProgram, buildTimeoutMs, whyNoProgram } from './go-program';
import { fetchPrometheus, whyNoPrometheus } from './prometheus-programs';
import { installPython, installTimeoutMs, whyNoPython } from './python-program';
import { startCollector, until } from './running-collector';
import { type RunningJaeger, startJaeger } from './running-jaeger';
import { type PhoenixSpan, phoenixStartTimeoutMs, type RunningPhoenix, startPhoenix } from './running-phoenix';
import { type RunningPrometheus, startPrometheus } from './running-prometheus';
import { redacted, said, secrets } from './seeded-secrets';

const project = 'shop';
const reasons = [whyNoProgram('collector'), whyNoProgram('jaeger'), whyNoPrometheus(), whyNoPython('phoenix')];

describeWith(...reasons)('with a real Phoenix, Jaeger and Prometheus behind a real Collector', () => {
  let directory: string;
  let phoenix: RunningPhoenix;
  let jaeger: RunningJaeger;
  let prometheus: RunningPrometheus;
  let spans: readonly PhoenixSpan[];
  const undos: Array<() => Promise<void>> = [];

  const place = (name: string) => join(directory, name);

  beforeAll(
    async () => {
      const python = installPython('phoenix');
      directory = mkdtempSync(join(tmpdir(), 'genspan-phoenix-'));
      for (const name of ['phoenix', 'jaeger', 'prometheus', 'collector']) mkdirSync(place(name));
      phoenix = await startPhoenix(python, place('phoenix'));
      undos.push(() => phoenix.stop());
      jaeger = await startJaeger(buildProgram('jaeger'), place('jaeger'));
      undos.push(() => jaeger.stop());
      const collector = await startCollector(buildProgram('collector'), {
        configs: ['otel-collector-config.yaml', 'docker/collector/vendors/phoenix.yaml'],
        environment: { JAEGER_OTLP_ENDPOINT: jaeger.otlpEndpoint, PHOENIX_OTLP_ENDPOINT: phoenix.url, PHOENIX_PROJECT: project },
        directory: place('collector'),
      });
      undos.push(() => collector.stop());
      prometheus = await startPrometheus(fetchPrometheus().prometheus, { collector, directory: place('prometheus') });
      undos.push(() => prometheus.stop());

      await runDemoService(collector.httpEndpoint, [
        ['/order', said],
        ['/summary', said],
        ['/agent', said],
      ]);
      await until('Phoenix has every call', async () => {
        spans = await phoenix.spans(project);
        return spans.length === 10;
      });
      await until('Jaeger has every trace', async () => (await jaeger.traces()).length === 3);
      await until('Prometheus has the cost', async () => Object.keys(await prometheus.query('genspan_client_cost_total')).length > 0);
    },
    buildTimeoutMs + installTimeoutMs + phoenixStartTimeoutMs,
  );
  afterAll(async () => {
    for (const undo of undos.toReversed()) await undo();
    rmSync(directory, { recursive: true, force: true });
  });

  function childrenOf(parent: PhoenixSpan): PhoenixSpan[] {
    return spans.filter(({ parent_id }) => parent_id === parent.context.span_id);
  }

  const tree = (span: PhoenixSpan): object => ({ [`${span.span_kind} ${span.name}`]: childrenOf(span).map(tree).toReversed() });

  test('an agent, its models, its tool and the server of the tool are a tree, each of its own kind', () => {
    const agents = spans.filter(({ name }) => name.startsWith('invoke_agent'));
    expect(agents.map(tree)).toEqual([
      {
        'AGENT invoke_agent': [
          { 'LLM chat gpt-4.1-mini': [] },
          { 'TOOL execute_tool look_up_order': [{ 'TOOL tools/call look_up_order': [] }] },
          { 'LLM chat gpt-4.1-mini': [] },
        ],
      },
    ]);
  });

  test('a call has its model, its tokens and its messages without secrets', () => {
    const [agent] = spans.filter(({ name }) => name.startsWith('invoke_agent'));
    const calls = spans.filter(({ name, parent_id }) => name === 'chat gpt-4.1-mini' && parent_id !== agent?.context.span_id).toReversed();
    expect(calls.map(({ attributes }) => attributes)).toMatchObject([
      {
        'llm.model_name': 'gpt-4.1-mini',
        'llm.provider': 'openai',
        'llm.token_count.prompt': 96,
        'llm.token_count.completion': 18,
        'llm.input_messages.1.message.content': redacted,
        'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'look_up_order',
      },
      {
        'llm.token_count.prompt': 142,
        'llm.token_count.prompt_details.cache_read': 64,
        'llm.token_count.completion': 14,
        'llm.output_messages.0.message.content': 'Your order 1042 left the warehouse on Monday.',
      },
      { 'llm.token_count.prompt': 57, 'llm.token_count.completion': 12, 'llm.input_messages.0.message.content': `Summarise: ${redacted}` },
    ]);
  });

  test('what Phoenix counts and reckons is what the calls say, an agent counted once', async () => {
    interface Totals {
      readonly getProjectByName: { readonly tokenCountTotal: number; readonly costSummary: { readonly total: { readonly cost: number } } };
    }
    const totals = await phoenix.ask<Totals>(`{ getProjectByName(name: "${project}") { tokenCountTotal costSummary { total { cost } } } }`);
    const told = spans.reduce((sum, { attributes }) => sum + Number(attributes['gen_ai.usage.cost'] ?? 0), 0);
    expect(totals.getProjectByName.tokenCountTotal).toBe(2 * (96 + 18 + 142 + 14) + 57 + 12);
    expect(told).toBeGreaterThan(0);
    expect(totals.getProjectByName.costSummary.total.cost).toBeCloseTo(told, 9);
  });

  test('no secret is told by Jaeger or by Prometheus', async () => {
    const series = await (await fetch(`${prometheus.url}/api/v1/series?match[]={__name__=~".%2B"}`)).text();
    const exemplars = await (await fetch(`${prometheus.url}/api/v1/query_exemplars?query={__name__=~".%2B"}`)).text();
    expect(series).toContain('genspan_client_cost_total');
    const told = JSON.stringify(await jaeger.traces());
    expect(told).toContain(redacted);
    expect(Object.values(secrets).filter((secret) => [told, series, exemplars].some((text) => text.includes(secret)))).toEqual([]);
  });

  test.each([
    ["Phoenix' database", 'phoenix'],
    ["the Collector's queues", 'collector/queue'],
  ])('no secret lies in a file of %s, where the redacted question does', async (_name, folder) => {
    // The last tests: what is still in memory is written at the end.
    for (const undo of undos.splice(0).toReversed()) await undo();
    const files = readdirSync(place(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.map((file) => readFileSync(join(file.parentPath, file.name)));
    const isAnywhere = (text: string) => bytes.some((content) => content.includes(text));
    expect(isAnywhere(redacted)).toBe(true);
    expect(Object.values(secrets).filter(isAnywhere)).toEqual([]);
  });
});
