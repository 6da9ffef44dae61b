/** What a user of Phoenix or Arize AX sees of the calls of an application, by the rules that Arize documents. */
import { childTimeoutMs } from '../applications/run-between';
import { phoenixSpan } from './phoenix-span';
import { type RecordedCalls, recordedCalls, runCalls } from './recorded-calls';

jest.setTimeout(childTimeoutMs);

let withProfile: RecordedCalls;
let withoutProfile: RecordedCalls;

beforeAll(async () => {
  const runs = [runCalls({ environment: { GENSPAN_COMPAT: 'openinference' } }), runCalls({})] as const;
  [withProfile, withoutProfile] = (await Promise.all(runs)).map(recordedCalls) as [RecordedCalls, RecordedCalls];
}, childTimeoutMs);

test('a chat has model, tokens, messages, session, user, tags, metadata and cost', () => {
  expect(phoenixSpan(withProfile.chat)).toEqual({
    kind: 'LLM',
    model: 'gpt-4o-mini',
    promptTokens: 120,
    completionTokens: 46,
    cacheReadTokens: 64,
    inputRoles: ['system', 'user'],
    outputRoles: ['assistant'],
    session: 's-1',
    user: 'u-1',
    tags: ['beta', 'eu'],
    metadata: { tier: 'gold', seats: 3 },
    costUsd: expect.any(Number),
  });
  expect(phoenixSpan(withProfile.chat).costUsd).toBe(withProfile.chat.attributes['gen_ai.usage.cost']);
});

test.each<readonly [keyof RecordedCalls, string, string | undefined]>([
  ['chat', 'LLM', 'LLM'],
  ['embeddings', 'EMBEDDING', 'EMBEDDING'],
  ['retrieval', 'RETRIEVER', 'RETRIEVER'],
  ['moderation', 'GUARDRAIL', undefined],
])('%s is of the kind %s, without the profile %s', (call, kind, without) => {
  expect(phoenixSpan(withProfile[call]).kind).toBe(kind);
  expect(phoenixSpan(withoutProfile[call]).kind).toBe(without);
});

test('the profile changes nothing of model, tokens and messages, which both make of the conventions', () => {
  const { tags, metadata, costUsd, ...made } = phoenixSpan(withoutProfile.chat);
  expect(phoenixSpan(withProfile.chat)).toMatchObject(made);
  expect([tags, metadata, costUsd]).toEqual([undefined, undefined, undefined]);
});
