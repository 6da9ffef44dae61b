/** What a user of Langfuse sees of the calls of an application, by the rules that Langfuse documents. */
import type { SpanData } from '../../../packages/adapter-testing/src';
import { childTimeoutMs } from '../applications/run-between';
import { type LangfuseObservation, langfuseObservation } from './langfuse-observation';
import { type RecordedCalls, recordedCalls, runCalls } from './recorded-calls';

jest.setTimeout(childTimeoutMs);

type Observations = { readonly [Call in keyof RecordedCalls]: LangfuseObservation };

async function observe(environment: Readonly<Record<string, string>>): Promise<{ observations: Observations; spans: RecordedCalls }> {
  const spans = recordedCalls(await runCalls({ environment }));
  const entries = Object.entries(spans).map(([call, span]) => [call, langfuseObservation(span as SpanData)] as const);
  return { spans, observations: Object.fromEntries(entries) as unknown as Observations };
}

let withProfile: Awaited<ReturnType<typeof observe>>;
let withoutProfile: Awaited<ReturnType<typeof observe>>;
let withAll: Awaited<ReturnType<typeof observe>>;

beforeAll(async () => {
  [withProfile, withoutProfile, withAll] = await Promise.all([
    observe({ GENSPAN_COMPAT: 'langfuse' }),
    observe({}),
    observe({ GENSPAN_COMPAT: 'langfuse,openinference,langsmith' }),
  ]);
}, childTimeoutMs);

const message = { role: 'user', parts: [{ type: 'text', content: 'Write to [EMAIL].' }] };
const system = { role: 'system', parts: [{ type: 'text', content: 'Answer in one sentence.' }] };

test('a chat is a generation with everything that Langfuse has a field for', () => {
  const { chat } = withProfile.observations;
  expect(chat).toEqual({
    traceName: 'chat gpt-4o-mini',
    name: 'chat gpt-4o-mini',
    type: 'generation',
    model: 'gpt-4o-mini-2024-07-18',
    modelParameters: { temperature: 0.2, max_tokens: 64 },
    input: [system, message],
    output: [expect.objectContaining({ role: 'assistant', finish_reason: 'stop' })],
    // 120 tokens in, 46 out, as the provider tells them.
    usageDetails: { input: 56, input_cached_tokens: 64, output: 30, output_reasoning_tokens: 16, total: 166 },
    costDetails: { input: expect.any(Number), output: expect.any(Number), total: expect.any(Number) },
    promptName: 'greeting',
    promptVersion: 7,
    userId: 'u-1',
    sessionId: 's-1',
    tags: ['beta', 'eu'],
    metadata: { tier: 'gold', seats: 3 },
    completionStartTime: undefined,
    level: 'DEFAULT',
    statusMessage: undefined,
    environment: 'staging',
    release: '1.2.3',
  });
  const { input, output, total } = chat.costDetails as Readonly<Record<string, number>>;
  expect((input ?? 0) + (output ?? 0)).toBeCloseTo(total ?? 0, 12);
});

test('the buckets of tokens add up to what was billed, whatever the bucket', () => {
  for (const call of ['chat', 'stream', 'audio', 'embeddings'] as const) {
    const { total, ...parts } = withProfile.observations[call].usageDetails;
    expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(total);
  }
});

test('the first token of a stream lies between its start and its end', () => {
  const { startTimeUnixNano, endTimeUnixNano } = withProfile.spans.stream;
  const time = new Date(String(withProfile.observations.stream.completionStartTime)).getTime();
  expect(time).toBeGreaterThanOrEqual(Number(startTimeUnixNano / 1_000_000n));
  expect(time).toBeLessThanOrEqual(Number(endTimeUnixNano / 1_000_000n) + 1);
});

test.each<readonly [keyof RecordedCalls, string, string]>([
  ['chat', 'generation', 'generation'],
  ['stream', 'generation', 'generation'],
  ['embeddings', 'embedding', 'embedding'],
  ['retrieval', 'retriever', 'span'],
  ['moderation', 'guardrail', 'generation'],
])('%s is of the type %s, without the profile %s', (call, type, typeWithout) => {
  expect(withProfile.observations[call].type).toBe(type);
  expect(withoutProfile.observations[call].type).toBe(typeWithout);
});

test('a retrieval shows its query and what was found', () => {
  const { input, output } = withProfile.observations.retrieval;
  expect(input).toBe('Who is [EMAIL]?');
  expect(output).toEqual([expect.objectContaining({ score: expect.any(Number) })]);
});

test('an error has its level, and its text redacted', () => {
  const { level, statusMessage } = withProfile.observations.failed;
  expect(level).toBe('ERROR');
  expect(statusMessage).toContain('[EMAIL]');
});

test('an answer that nobody waited for is a warning and no error', () => {
  expect(withProfile.observations.left).toMatchObject({ level: 'WARNING', statusMessage: 'abandoned: reader_left' });
});

test('spoken tokens have buckets of their own, where without the profile Langfuse counts them twice', () => {
  // 55 tokens in, 40 of them spoken; 42 out, 33 of them spoken.
  expect(withProfile.observations.audio.usageDetails).toEqual({
    input: 15,
    input_audio_tokens: 40,
    output: 9,
    output_audio_tokens: 33,
    total: 97,
  });
  expect(withoutProfile.observations.audio.usageDetails).toMatchObject({ input: 55, 'audio.input_tokens': 40 });
});

test('without the profile Langfuse has tokens of text and the cost right, and no prompt, tags, metadata, release or first token', () => {
  const { chat, stream } = withoutProfile.observations;
  expect(chat.usageDetails).toMatchObject({ input: 56, input_cached_tokens: 64, output: 30, output_reasoning_tokens: 16 });
  expect(chat.costDetails).toEqual({ total: (withProfile.observations.chat.costDetails as { total: number }).total });
  expect(chat).toMatchObject({ input: [system, message], userId: 'u-1', sessionId: 's-1', environment: 'staging', metadata: {} });
  for (const missing of [chat.promptName, chat.tags, chat.release, stream.completionStartTime]) expect(missing).toBeUndefined();
});

test('the profiles of other backends change nothing of what Langfuse shows', () => {
  for (const [call, observation] of Object.entries(withAll.observations)) {
    // When a stream began to answer differs from run to run.
    const { completionStartTime, ...alone } = withProfile.observations[call as keyof RecordedCalls];
    expect(observation).toMatchObject(alone);
    expect(typeof observation.completionStartTime).toBe(typeof completionStartTime);
  }
});
