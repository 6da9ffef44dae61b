/** What a user of LangSmith sees of the calls of an application, by the rules that LangSmith documents. */
import { childTimeoutMs } from '../applications/run-between';
import { langsmithRun } from './langsmith-run';
import { type RecordedCalls, recordedCalls, runCalls } from './recorded-calls';

jest.setTimeout(childTimeoutMs);

let withProfile: RecordedCalls;
let withoutProfile: RecordedCalls;

beforeAll(async () => {
  const runs = [runCalls({ environment: { GENSPAN_COMPAT: 'langsmith' } }), runCalls({})] as const;
  [withProfile, withoutProfile] = (await Promise.all(runs)).map(recordedCalls) as [RecordedCalls, RecordedCalls];
}, childTimeoutMs);

test('a chat is a run of a model in its thread, with provider, tags and metadata', () => {
  expect(langsmithRun(withProfile.chat)).toEqual({
    name: 'chat gpt-4o-mini',
    runType: 'llm',
    inputs: [
      { role: 'system', parts: [{ type: 'text', content: 'Answer in one sentence.' }] },
      { role: 'user', parts: [{ type: 'text', content: 'Write to [EMAIL].' }] },
    ],
    outputs: [expect.objectContaining({ role: 'assistant', finish_reason: 'stop' })],
    model: 'gpt-4o-mini-2024-07-18',
    temperature: 0.2,
    // Its tables have no name for cached tokens, and none of the conventions' for reasoning.
    usage: { input_tokens: 120, output_tokens: 46, reasoning_tokens: undefined },
    provider: 'openai',
    thread: 's-1',
    tags: ['beta', 'eu'],
    metadata: {
      ls_provider: 'openai',
      ls_model_name: 'gpt-4o-mini-2024-07-18',
      thread_id: 's-1',
      user_id: 'u-1',
      prompt_name: 'greeting',
      prompt_version: '7',
      tier: 'gold',
      seats: 3,
    },
  });
});

test.each<readonly [keyof RecordedCalls, string, string]>([
  ['chat', 'llm', 'llm'],
  ['embeddings', 'embedding', 'chain'],
  ['retrieval', 'retriever', 'chain'],
  ['moderation', 'chain', 'chain'],
])('%s is a run of the type %s, without the profile %s', (call, runType, without) => {
  expect(langsmithRun(withProfile[call]).runType).toBe(runType);
  expect(langsmithRun(withoutProfile[call]).runType).toBe(without);
});

test('without the profile messages and tokens are there, and no provider, thread, tags or metadata', () => {
  const { inputs, usage, ...rest } = langsmithRun(withoutProfile.chat);
  expect({ inputs, usage }).toMatchObject({
    inputs: [{ role: 'system' }, { role: 'user' }],
    usage: { input_tokens: 120, output_tokens: 46 },
  });
  expect(rest).toMatchObject({ provider: undefined, thread: undefined, tags: [], metadata: {} });
});
