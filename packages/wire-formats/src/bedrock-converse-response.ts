import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type FailureFacts,
  type JsonRecord,
  type MessagePart,
  type OutputContent,
  type ResponseFacts,
  type Usage,
} from '@genspan/core/adapter';
import { describeBlocks } from './bedrock-converse-content';
import { describeModelId } from './bedrock-model-id';

export function describeConverseResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const stopReason = mapStopReason(response.stopReason);
  return {
    // Only a prompt router chooses the model itself.
    model: describeModelId(asRecord(asRecord(response.trace)?.promptRouter)?.invokedModelId),
    finishReasons: stopReason === undefined ? undefined : [stopReason],
    usage: describeUsage(response.usage),
    serviceTier: asString(asRecord(response.serviceTier)?.type),
    failure: describeFailure(response.failure),
  };
}

/** The conventions' word for a stop reason; one they have no word for stays as it is. */
function mapStopReason(value: unknown): string | undefined {
  const stopReason = asString(value);
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'tool_call';
    case 'guardrail_intervened':
    case 'content_filtered':
      return 'content_filter';
    default:
      return stopReason;
  }
}

/** Bedrock counts fresh, cached and cache-writing input apart; the conventions count them together. */
function describeUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const fresh = asNumber(usage?.inputTokens);
  if (usage === undefined || fresh === undefined) return undefined;
  // Nova's own format ends their names in `Count`.
  const cacheRead = asNumber(usage.cacheReadInputTokens) ?? asNumber(usage.cacheReadInputTokenCount);
  const cacheWrite = asNumber(usage.cacheWriteInputTokens) ?? asNumber(usage.cacheWriteInputTokenCount);
  return {
    inputTokens: fresh + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: asNumber(usage.outputTokens),
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    cacheWriteOneHourInputTokens: asNumber(
      (asArray(usage.cacheDetails) ?? []).map(asRecord).find((detail) => detail?.ttl === '1h')?.inputTokens,
    ),
  };
}

/** `{ type, message }` of an exception that a stream told. */
function describeFailure(value: unknown): FailureFacts | undefined {
  const failure = asRecord(value);
  return failure === undefined ? undefined : { type: asString(failure.type) ?? '_OTHER', message: asString(failure.message) };
}

export function describeConverseOutput(value: unknown): OutputContent {
  const response = asRecord(value) ?? {};
  const message = asRecord(asRecord(response.output)?.message);
  const parts = [...describeBlocks(message?.content), ...describeGuardrail(asRecord(response.trace))];
  if (parts.length === 0) return {};
  return { messages: [{ role: asString(message?.role) ?? 'assistant', parts, finish_reason: mapStopReason(response.stopReason) }] };
}

/** What a guardrail found, and in what: it quotes prompt and answer. */
function describeGuardrail(trace: JsonRecord | undefined): MessagePart[] {
  const guardrail = asRecord(copyJson(trace?.guardrail));
  return guardrail === undefined ? [] : [{ ...guardrail, type: 'guardrail_trace' }];
}
