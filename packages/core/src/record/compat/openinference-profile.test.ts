import type { Attributes } from '@opentelemetry/api';
import { openinferenceProfile } from './openinference-profile';

function profile(attributes: Attributes): Attributes {
  return openinferenceProfile.describe({ attributes, startTime: [1_800_000_000, 0], status: { code: 0 }, resource: { attributes: {} } });
}

test.each([
  ['chat', 'LLM'],
  ['text_completion', 'LLM'],
  ['generate_content', 'LLM'],
  ['transcription', 'LLM'],
  ['embeddings', 'EMBEDDING'],
  ['retrieval', 'RETRIEVER'],
  ['rerank', 'RERANKER'],
  ['moderation', 'GUARDRAIL'],
  ['execute_tool', 'TOOL'],
  ['create_agent', 'AGENT'],
  ['invoke_agent', 'AGENT'],
  ['invoke_workflow', 'CHAIN'],
  ['fetch_response', 'CHAIN'],
])('%s is of the kind %s', (operation, kind) => {
  expect(profile({ 'gen_ai.operation.name': operation })).toEqual({ 'openinference.span.kind': kind });
});

test.each<readonly [string, Attributes, Attributes]>([
  [
    'tells the cost, which Arize AX would else estimate by a table of its own',
    { 'gen_ai.usage.cost': 0.5, 'genspan.cost.input_usd': 0.2, 'genspan.cost.output_usd': 0.3 },
    { 'llm.cost.total': 0.5, 'llm.cost.prompt': 0.2, 'llm.cost.completion': 0.3 },
  ],
  ['tells the version of the prompt', { 'gen_ai.prompt.version': 'v7' }, { 'llm.prompt_template.version': 'v7' }],
  ['takes a conversation for the session', { 'gen_ai.conversation.id': 'c-1' }, { 'session.id': 'c-1' }],
  ['lets the session win over the conversation', { 'gen_ai.conversation.id': 'c-1', 'session.id': 's-1' }, {}],
  [
    'tells no tokens a second time',
    { 'gen_ai.usage.input_tokens': 1, 'gen_ai.usage.output_tokens': 2, 'gen_ai.usage.cache_read.input_tokens': 1 },
    {},
  ],
  [
    'copies no content',
    { 'gen_ai.input.messages': '[]', 'gen_ai.output.messages': '[]', 'gen_ai.retrieval.documents': '[]', 'gen_ai.tool.call.result': '1' },
    {},
  ],
])('%s', (_fact, attributes, expected) => {
  expect(profile({ 'gen_ai.operation.name': 'chat', ...attributes })).toEqual({ 'openinference.span.kind': 'LLM', ...expected });
});

test('tags and metadata stand on every span of the trace, metadata as one JSON text', () => {
  const attributes = {
    'http.request.method': 'GET',
    'genspan.tags': ['beta'],
    'genspan.metadata.tier': 'gold',
    'genspan.metadata.seats': 3,
  };
  expect(profile(attributes)).toEqual({ 'tag.tags': ['beta'], metadata: '{"tier":"gold","seats":3}' });
});

test('a span that has nothing to do with models is left as it is', () => {
  expect(profile({ 'http.request.method': 'GET' })).toEqual({});
});
