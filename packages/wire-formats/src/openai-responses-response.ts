import {
  asArray,
  asRecord,
  asString,
  type InputContent,
  type JsonRecord,
  type OutputContent,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeFailure } from './openai-failure';
import { describeInputItem, describeItem, isApplicationToolCall } from './openai-responses-items';
import { describeConversation } from './openai-responses-request';
import { describeTools } from './openai-tools';
import { describeUsage } from './openai-usage';

export function describeResponsesInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const messages =
    typeof request.input === 'string'
      ? [{ role: 'user', parts: [{ type: 'text', content: request.input } as const] }]
      : (asArray(request.input) ?? []).flatMap(describeInputItem);
  const instructions = asString(request.instructions);
  return {
    instructions: instructions ? [{ type: 'text', content: instructions }] : undefined,
    messages: messages.length > 0 ? messages : undefined,
    tools: describeTools(request.tools),
  };
}

export function describeResponsesResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const finishReason = describeFinishReason(response);
  return {
    id: asString(response.id),
    model: asString(response.model),
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: describeUsage(response.usage),
    serviceTier: asString(response.service_tier),
    conversationId: describeConversation(response.conversation),
    conversationCompacted: hasCompaction(response) ? true : undefined,
    failure: describeFailure(response.error) ?? (response.status === 'failed' ? { type: 'failed' } : undefined),
  };
}

const incompleteReasons: Readonly<Record<string, string>> = { max_output_tokens: 'length' };

/** Responses have a status instead of a finish reason. `undefined` while the answer is still being made. */
function describeFinishReason(response: JsonRecord): string | undefined {
  if (response.object === 'response.compaction') return 'compaction';
  switch (response.status) {
    case 'completed':
      return (asArray(response.output) ?? []).some(isApplicationToolCall) ? 'tool_call' : 'stop';
    case 'incomplete': {
      const reason = asString(asRecord(response.incomplete_details)?.reason) ?? 'incomplete';
      return Object.hasOwn(incompleteReasons, reason) ? incompleteReasons[reason] : reason;
    }
    case 'failed':
    case 'cancelled':
    // Set by the assembly of a stream whose end was never seen.
    case 'cut_off':
      return 'error';
    default:
      return undefined;
  }
}

function hasCompaction(response: JsonRecord): boolean {
  return (asArray(response.output) ?? []).some((item) => asRecord(item)?.type === 'compaction');
}

/** All items of an answer are one message of the assistant; a compaction gives back messages of both sides. */
export function describeResponsesOutput(value: unknown): OutputContent {
  const response = asRecord(value) ?? {};
  const items = asArray(response.output) ?? [];
  if (response.object === 'response.compaction') return { messages: items.flatMap(describeInputItem) };
  const parts = items.flatMap(describeItem);
  if (parts.length === 0) return {};
  return { messages: [{ role: 'assistant', parts, finish_reason: describeFinishReason(response) }] };
}
