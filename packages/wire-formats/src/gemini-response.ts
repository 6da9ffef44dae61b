import {
  asArray,
  asRecord,
  asString,
  type FailureFacts,
  type JsonRecord,
  type OutputContent,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { describeParts } from './gemini-content';
import { describeGeminiUsage } from './gemini-usage';

const reasonWords: ReadonlyMap<string, string> = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ...['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'MODEL_ARMOR'].map(blocked),
  ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'].map(blocked),
  ...['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS', 'MALFORMED_RESPONSE'].map(erroneous),
]);

function blocked(reason: string): [string, string] {
  return [reason, 'content_filter'];
}

function erroneous(reason: string): [string, string] {
  return [reason, 'error'];
}

export function describeGeminiResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const finishReasons = describeFinishReasons(response);
  return {
    id: asString(response.responseId),
    model: asString(response.modelVersion),
    finishReasons,
    usage: describeGeminiUsage(response.usageMetadata, finishReasons !== undefined),
    failure: describeFailure(response.error),
  };
}

/** One for each candidate. Where others have one, a missing reason is `error`, as the conventions ask; where none has, it is not told. */
function describeFinishReasons(response: JsonRecord): readonly string[] | undefined {
  const reasons = (asArray(response.candidates) ?? []).map(describeFinishReason);
  if (reasons.some((reason) => reason !== undefined)) return reasons.map((reason) => reason ?? 'error');
  return isPromptBlocked(response) ? ['content_filter'] : undefined;
}

/** A blocked prompt has no candidate. */
function isPromptBlocked(response: JsonRecord): boolean {
  return asString(asRecord(response.promptFeedback)?.blockReason) !== undefined;
}

function describeFinishReason(value: unknown): string | undefined {
  const candidate = asRecord(value);
  const reason = asString(candidate?.finishReason);
  if (reason === undefined || reason === 'FINISH_REASON_UNSPECIFIED') return undefined;
  // Gemini stops at a function call as at any end.
  if (reason === 'STOP' && partsOf(candidate).some((part) => asRecord(part)?.functionCall !== undefined)) return 'tool_call';
  return reasonWords.get(reason) ?? reason.toLowerCase();
}

function partsOf(candidate: JsonRecord | undefined): readonly unknown[] {
  return asArray(asRecord(candidate?.content)?.parts) ?? [];
}

/** `{ code, message, status: 'UNAVAILABLE' }`: the body of an error, and in a stream the last chunk. */
function describeFailure(value: unknown): FailureFacts | undefined {
  const error = asRecord(value);
  return error === undefined ? undefined : { type: asString(error.status) ?? 'error', message: asString(error.message) };
}

export function describeGeminiOutput(value: unknown): OutputContent {
  const candidates = (asArray(asRecord(value)?.candidates) ?? []).map((candidate) => ({
    role: 'assistant',
    parts: describeParts(partsOf(asRecord(candidate))),
    finish_reason: describeFinishReason(candidate),
  }));
  return { messages: candidates.length > 0 ? candidates : undefined };
}
