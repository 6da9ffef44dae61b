import {
  asArray,
  asRecord,
  asString,
  type FailureFacts,
  type JsonRecord,
  type OutputContent,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeParts } from './content-parts';
import { mapFinishReason } from './finish-reason';
import { describeUsage } from './usage';

export function describeChatResponse(value: unknown): ResponseFacts {
  const answer = asRecord(value) ?? {};
  const response = asRecord(answer.response);
  const finishReason = mapFinishReason(answer.finishReason);
  return {
    id: asString(response?.id),
    model: asString(response?.modelId),
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: describeUsage(answer.usage, answer.providerMetadata),
    // Of a stream that was put together: what failed without a stream was thrown.
    failure: answer.failure as FailureFacts | undefined,
  };
}

export function describeChatOutput(value: unknown): OutputContent {
  const answer = asRecord(value) ?? {};
  const parts = describeParts(contentOf(answer));
  return { messages: parts.length === 0 ? undefined : [{ role: 'assistant', parts, finish_reason: mapFinishReason(answer.finishReason) }] };
}

/** `content` since ai 5; in ai 4 fields of their own for each kind of part. */
function contentOf(answer: JsonRecord): readonly unknown[] {
  const content = asArray(answer.content);
  if (content !== undefined) return content;
  const { reasoning, text } = answer;
  return [
    ...(asArray(reasoning)?.map((part) => ({ ...asRecord(part), type: 'reasoning' })) ?? textPart('reasoning', reasoning)),
    ...textPart('text', text),
    ...(asArray(answer.toolCalls) ?? []).map((call) => ({ ...asRecord(call), type: 'tool-call' })),
    ...(asArray(answer.files) ?? []).map((file) => ({ ...asRecord(file), type: 'file' })),
  ];
}

function textPart(type: string, text: unknown): readonly unknown[] {
  return typeof text === 'string' && text !== '' ? [{ type, text }] : [];
}
