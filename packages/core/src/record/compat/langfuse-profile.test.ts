import type { Attributes } from '@opentelemetry/api';
import type { EndingSpan } from './compat-profile';
import { langfuseProfile } from './langfuse-profile';

const unset = 0;
const error = 2;

function profile(attributes: Attributes, span: Partial<EndingSpan> = {}): Attributes {
  return langfuseProfile.describe({
    attributes,
    startTime: [1_800_000_000, 250_000_000],
    status: { code: unset },
    resource: { attributes: {} },
    ...span,
  });
}

test.each([
  ['chat', 'generation'],
  ['text_completion', 'generation'],
  ['generate_content', 'generation'],
  ['transcription', 'generation'],
  ['embeddings', 'embedding'],
  ['retrieval', 'retriever'],
  ['rerank', 'retriever'],
  ['moderation', 'guardrail'],
  ['execute_tool', 'tool'],
  ['create_agent', 'agent'],
  ['invoke_agent', 'agent'],
  ['invoke_workflow', 'chain'],
  ['fetch_response', 'span'],
])('%s is of the type %s', (operation, type) => {
  expect(profile({ 'gen_ai.operation.name': operation })).toEqual({ 'langfuse.observation.type': type });
});

test('a request of the Model Context Protocol that calls no tool is a plain span', () => {
  expect(profile({ 'mcp.method.name': 'prompts/get' })).toEqual({ 'langfuse.observation.type': 'span' });
});

test('a span that has nothing to do with models is left as it is', () => {
  expect(profile({ 'http.request.method': 'GET' })).toEqual({});
});

test.each<readonly [string, Attributes, Record<string, number>]>([
  ['plain', { 'gen_ai.usage.input_tokens': 12, 'gen_ai.usage.output_tokens': 5 }, { input: 12, output: 5, total: 17 }],
  ['embedded', { 'gen_ai.usage.input_tokens': 12 }, { input: 12, total: 12 }],
  [
    'cached and thought',
    {
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 50,
      'gen_ai.usage.cache_read.input_tokens': 60,
      'gen_ai.usage.cache_write.input_tokens': 10,
      'gen_ai.usage.reasoning.output_tokens': 20,
    },
    { input: 30, output: 30, input_cached_tokens: 60, input_cache_creation: 10, output_reasoning_tokens: 20, total: 150 },
  ],
  [
    'spoken, and partly cached',
    {
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 50,
      'gen_ai.usage.text.input_tokens': 30,
      'gen_ai.usage.audio.input_tokens': 70,
      'gen_ai.usage.cache_read.input_tokens': 40,
      'gen_ai.usage.audio.cache_read.input_tokens': 25,
      'gen_ai.usage.audio.output_tokens': 15,
    },
    { input: 15, output: 35, input_cached_tokens: 40, input_audio_tokens: 45, output_audio_tokens: 15, total: 150 },
  ],
  [
    'told inconsistently by a provider',
    { 'gen_ai.usage.input_tokens': 5, 'gen_ai.usage.output_tokens': 5, 'gen_ai.usage.cache_read.input_tokens': 9 },
    { input: 0, output: 5, input_cached_tokens: 9, total: 10 },
  ],
])('%s tokens lie in disjoint buckets', (_case, attributes, usage) => {
  const told = profile({ 'gen_ai.operation.name': 'chat', ...attributes })['langfuse.observation.usage_details'];
  expect(JSON.parse(String(told))).toEqual(usage);
});

test.each<readonly [Attributes, Record<string, number>]>([
  [{ 'gen_ai.usage.cost': 0.5 }, { total: 0.5 }],
  [
    { 'gen_ai.usage.cost': 0.5, 'genspan.cost.input_usd': 0.2, 'genspan.cost.output_usd': 0.3 },
    { input: 0.2, output: 0.3, total: 0.5 },
  ],
])('of %j the cost is told in US dollars', (attributes, cost) => {
  const told = profile({ 'gen_ai.operation.name': 'chat', ...attributes })['langfuse.observation.cost_details'];
  expect(JSON.parse(String(told))).toEqual(cost);
});

test.each<{ fact: string; attributes: Attributes; expected: Attributes; span?: Partial<EndingSpan> }>([
  {
    fact: 'links the prompt of a generation',
    attributes: { 'gen_ai.prompt.name': 'greeting', 'gen_ai.prompt.version': '7' },
    expected: { 'langfuse.observation.prompt.name': 'greeting', 'langfuse.observation.prompt.version': 7 },
  },
  {
    fact: 'links no prompt whose version is none of Langfuse',
    attributes: { 'gen_ai.prompt.name': 'greeting', 'gen_ai.prompt.version': 'v7' },
    expected: {},
  },
  { fact: 'links no prompt without a version', attributes: { 'gen_ai.prompt.name': 'greeting' }, expected: {} },
  { fact: 'links no prompt without a name', attributes: { 'gen_ai.prompt.version': '7' }, expected: {} },
  {
    fact: 'tells when a stream began to answer',
    attributes: { 'gen_ai.response.time_to_first_chunk': 0.5 },
    expected: { 'langfuse.observation.completion_start_time': '2027-01-15T08:00:00.750Z' },
  },
  {
    fact: 'warns of an answer that nobody waited for',
    attributes: { 'genspan.outcome': 'abandoned', 'genspan.abandoned.reason': 'aborted' },
    expected: { 'langfuse.observation.level': 'WARNING', 'langfuse.observation.status_message': 'abandoned: aborted' },
  },
  {
    fact: 'names an error whose text was not captured',
    attributes: { 'genspan.outcome': 'failed', 'error.type': 'rate_limit_exceeded' },
    expected: { 'langfuse.observation.status_message': 'rate_limit_exceeded' },
    span: { status: { code: error } },
  },
  {
    fact: 'leaves an error with a text to Langfuse, which reads the status',
    attributes: { 'genspan.outcome': 'failed', 'error.type': 'rate_limit_exceeded' },
    expected: {},
    span: { status: { code: error, message: 'Slow down' } },
  },
  {
    fact: 'takes a conversation for the session',
    attributes: { 'gen_ai.conversation.id': 'c-1' },
    expected: { 'langfuse.session.id': 'c-1' },
  },
  {
    fact: 'lets the session win over the conversation',
    attributes: { 'gen_ai.conversation.id': 'c-1', 'session.id': 's-1' },
    expected: {},
  },
  {
    fact: 'tells the version of the service',
    attributes: {},
    expected: { 'langfuse.release': '1.2.3' },
    span: { resource: { attributes: { 'service.version': '1.2.3' } } },
  },
])('$fact', ({ attributes, expected, span }) => {
  expect(profile({ 'gen_ai.operation.name': 'chat', ...attributes }, span)).toEqual({
    'langfuse.observation.type': 'generation',
    ...expected,
  });
});

test('a retrieval has its query as input and its documents as output', () => {
  const attributes = {
    'gen_ai.operation.name': 'retrieval',
    'gen_ai.retrieval.query.text': 'returns?',
    'gen_ai.retrieval.documents': '[]',
  };
  expect(profile(attributes)).toMatchObject({ 'langfuse.observation.input': 'returns?', 'langfuse.observation.output': '[]' });
});

test('tags stand on every span of the trace', () => {
  expect(profile({ 'http.request.method': 'GET', 'genspan.tags': ['beta', 'eu'] })).toEqual({ 'langfuse.trace.tags': ['beta', 'eu'] });
});
