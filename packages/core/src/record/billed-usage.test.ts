import { endedCall, failedOutcome } from '../../test/recorded-call';
import { billedCost, billedUsage, missingUsageReason } from './billed-usage';
import type { EndedCall } from './recorder';

const unreported: Partial<EndedCall> = { response: {} };
const streamed = { model: 'gpt-5', stream: true } as const;
const abandoned = { kind: 'abandoned', reason: 'reader_left' } as const;

test('a fetched response bills nothing, whatever it reports', () => {
  const cost = { totalUsd: 1, source: 'override' };
  expect(billedUsage(endedCall({ cost }))).toEqual({ inputTokens: 100, outputTokens: 20 });
  expect(billedCost(endedCall({ cost }))).toBe(cost);
  expect(billedUsage(endedCall({ operation: 'fetch_response', cost }))).toBeUndefined();
  expect(billedCost(endedCall({ operation: 'fetch_response', cost }))).toBeUndefined();
});

test.each<[string, string | undefined, Partial<EndedCall>]>([
  ['reported usage', undefined, {}],
  [
    'a completed stream that was not asked for usage',
    'stream_usage_not_requested',
    { ...unreported, request: { ...streamed, streamUsageRequested: false } },
  ],
  ['a completed stream that was asked for usage', 'not_reported', { ...unreported, request: { ...streamed, streamUsageRequested: true } }],
  ['a completed call without usage', 'not_reported', unreported],
  ['embeddings without usage', 'not_reported', { ...unreported, operation: 'embeddings' }],
  ['a stream the reader left', 'stream_ended_early', { ...unreported, request: streamed, outcome: abandoned }],
  [
    'a stream the reader left and never asked usage of',
    'stream_usage_not_requested',
    { ...unreported, request: { ...streamed, streamUsageRequested: false }, outcome: abandoned },
  ],
  [
    'a stream that failed under way',
    'stream_ended_early',
    { ...unreported, request: streamed, outcome: failedOutcome, timeToFirstChunkSeconds: 0.2 },
  ],
  [
    'an abandoned stream whose input tokens alone are known',
    'stream_ended_early',
    { response: { usage: { inputTokens: 9 } }, request: streamed, outcome: abandoned },
  ],
  ['embeddings, which have no output tokens', undefined, { operation: 'embeddings', response: { usage: { inputTokens: 9 } } }],
  ['a call that failed before any answer', undefined, { ...unreported, request: streamed, outcome: failedOutcome }],
  ['a plain call that was aborted', undefined, { ...unreported, outcome: { kind: 'abandoned', reason: 'aborted' } }],
  ['a retrieval, which has no tokens', undefined, { ...unreported, operation: 'retrieval' }],
  ['a fetched response', undefined, { ...unreported, operation: 'fetch_response' }],
])('of %s the missing usage is explained as %s', (_case, reason, changes) => {
  expect(missingUsageReason(endedCall(changes))).toBe(reason);
});
