import type { Attributes } from '@opentelemetry/api';
import { langsmithProfile } from './langsmith-profile';

function profile(attributes: Attributes): Attributes {
  return langsmithProfile.describe({ attributes, startTime: [1_800_000_000, 0], status: { code: 0 }, resource: { attributes: {} } });
}

test.each([
  ['chat', 'llm'],
  ['text_completion', 'llm'],
  ['generate_content', 'llm'],
  ['transcription', 'llm'],
  ['embeddings', 'embedding'],
  ['retrieval', 'retriever'],
  ['rerank', 'retriever'],
  ['moderation', 'chain'],
  ['execute_tool', 'tool'],
  ['create_agent', 'chain'],
  ['invoke_agent', 'chain'],
  ['invoke_workflow', 'chain'],
  ['fetch_response', 'chain'],
])('%s is a run of the type %s', (operation, kind) => {
  expect(profile({ 'gen_ai.operation.name': operation })).toEqual({ 'langsmith.span.kind': kind });
});

test.each<readonly [string, Attributes, Attributes]>([
  [
    'tells provider and model, by which LangSmith knows prices',
    { 'gen_ai.provider.name': 'openai', 'gen_ai.request.model': 'gpt-5', 'gen_ai.response.model': 'gpt-5-2025-08-07' },
    { 'langsmith.metadata.ls_provider': 'openai', 'langsmith.metadata.ls_model_name': 'gpt-5-2025-08-07' },
  ],
  [
    'tells the requested model where the answer names none',
    { 'gen_ai.request.model': 'gpt-5' },
    { 'langsmith.metadata.ls_model_name': 'gpt-5' },
  ],
  [
    'names the prompt',
    { 'gen_ai.prompt.name': 'greeting', 'gen_ai.prompt.version': 'v7' },
    { 'langsmith.metadata.prompt_name': 'greeting', 'langsmith.metadata.prompt_version': 'v7' },
  ],
  ['takes a conversation for the thread', { 'gen_ai.conversation.id': 'c-1' }, { 'langsmith.metadata.thread_id': 'c-1' }],
  ['tells no tokens a second time', { 'gen_ai.usage.input_tokens': 1, 'gen_ai.usage.reasoning.output_tokens': 2 }, {}],
])('%s', (_fact, attributes, expected) => {
  expect(profile({ 'gen_ai.operation.name': 'chat', ...attributes })).toEqual({ 'langsmith.span.kind': 'llm', ...expected });
});

test('thread, user and tags stand on every span of the trace', () => {
  const attributes = {
    'session.id': 's-1',
    'user.id': 'u-1',
    'gen_ai.conversation.id': 'c-1',
    'genspan.tags': ['beta', 'eu'],
  };
  expect(profile(attributes)).toEqual({
    'langsmith.metadata.thread_id': 's-1',
    'langsmith.metadata.user_id': 'u-1',
    'langsmith.span.tags': 'beta,eu',
  });
});

test('a span that has nothing to do with models is left as it is', () => {
  expect(profile({ 'http.request.method': 'GET' })).toEqual({});
});
