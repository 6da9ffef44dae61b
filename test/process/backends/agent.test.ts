/** What backends take the spans of an agent for: the demo's, whose tool lies on an MCP server in another process. */
import { type SpanData, startFakeCollector } from '../../../packages/adapter-testing/src';
import { childTimeoutMs } from '../applications/run-between';
import { runDemoService } from '../../backends/demo-service';
import { langfuseObservation } from './langfuse-observation';
import { langsmithRun } from './langsmith-run';
import { phoenixSpan } from './phoenix-span';

jest.setTimeout(childTimeoutMs);

let spans: readonly SpanData[];

beforeAll(async () => {
  const collector = await startFakeCollector();
  try {
    await runDemoService(collector.endpoint, [['/agent', 'Where is order 1042?']], { GENSPAN_COMPAT: 'langfuse,openinference,langsmith' });
    spans = collector.spans();
  } finally {
    await collector.close();
  }
}, childTimeoutMs);

function find(name: string): SpanData {
  const span = spans.find((each) => each.name === name);
  if (span === undefined) throw new Error(`no span ${name}`);
  return span;
}

test.each([
  ['invoke_agent', 'agent', 'AGENT', 'chain'],
  ['chat gpt-4.1-mini', 'generation', 'LLM', 'llm'],
  ['execute_tool look_up_order', 'tool', 'TOOL', 'tool'],
  // Of the server, which does the tool's work.
  ['tools/call look_up_order', 'tool', 'TOOL', 'tool'],
  ['initialize', 'span', 'CHAIN', 'chain'],
])('%s is a %s in Langfuse, a %s in Phoenix and a %s in LangSmith', (name, type, kind, runType) => {
  const span = find(name);
  expect(langfuseObservation(span).type).toBe(type);
  expect(phoenixSpan(span).kind).toBe(kind);
  expect(langsmithRun(span).runType).toBe(runType);
});

test('the request that was answered is left as it is', () => {
  const names = Object.keys(find('GET').attributes);
  expect(names.filter((name) => /^(openinference|langsmith|langfuse\.observation)\./.test(name))).toEqual([]);
});

test('an agent has no tokens and no cost of its own: those of its models are not added up twice', () => {
  const counts = (name: string) => Object.keys(find(name).attributes).filter((each) => /\.usage[._]|cost/.test(each));
  expect(counts('chat gpt-4.1-mini')).toEqual(expect.arrayContaining(['gen_ai.usage.input_tokens', 'langfuse.observation.usage_details']));
  expect(counts('invoke_agent')).toEqual([]);
});

test('a tool shows what it was given and what it answered', () => {
  const { name, input, output } = langfuseObservation(find('execute_tool look_up_order'));
  expect({ name, input }).toEqual({ name: 'look_up_order', input: { number: '1042' } });
  expect(JSON.stringify(output)).toContain('Order 1042 left the warehouse on Monday.');
});
