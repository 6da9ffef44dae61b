import type { Usage } from '../facts';
import { groupOf } from './operation-group';
import type { CostFacts, EndedCall } from './recorder';

/**
 * Fetching a stored response bills nothing: the usage in it was told by the call that made it, and would be counted twice. So would the
 * usage that a framework reports of a call that its SDK has reported too, and the sum that an agent reports of its calls.
 */
export function billedUsage(call: EndedCall): Usage | undefined {
  return bills(call) ? call.response.usage : undefined;
}

export function billedCost(call: EndedCall): CostFacts | undefined {
  return bills(call) ? call.cost : undefined;
}

function bills({ operation, hasInnerCall, isInProcess }: EndedCall): boolean {
  return operation !== 'fetch_response' && !hasInnerCall && !isInProcess;
}

/**
 * `told_by_inner_call`: the SDK under the framework has reported the call; `stream_usage_not_requested`: the provider sends usage with a stream only when asked (openai: `stream_options.include_usage`);
 * `stream_ended_early`: it would have come later; `not_reported`: the whole answer has none.
 */
export type MissingUsageReason = 'told_by_inner_call' | 'stream_usage_not_requested' | 'stream_ended_early' | 'not_reported';

/** Why tokens of an answered call are unknown, or known in part; `undefined` where they are known or there was no answer. */
export function missingUsageReason(call: EndedCall): MissingUsageReason | undefined {
  const group = groupOf(call);
  if (group !== 'inference' && group !== 'embeddings') return undefined;
  if (call.hasInnerCall) return 'told_by_inner_call';
  const completed = call.outcome.kind === 'completed';
  const { usage } = call.response;
  if (usage !== undefined) {
    return group === 'inference' && usage.outputTokens === undefined && !completed ? 'stream_ended_early' : undefined;
  }
  if (completed) return call.request.streamUsageRequested === false ? 'stream_usage_not_requested' : 'not_reported';
  const answering = call.timeToFirstChunkSeconds !== undefined || (call.outcome.kind === 'abandoned' && call.request.stream);
  if (!answering) return undefined;
  return call.request.streamUsageRequested === false ? 'stream_usage_not_requested' : 'stream_ended_early';
}
