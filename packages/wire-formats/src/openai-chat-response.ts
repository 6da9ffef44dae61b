import { asArray, asRecord, asString, type Message, type OutputContent, type ResponseFacts } from '@genspan/core/adapter';
import { describeMessageParts } from './openai-chat-messages';
import { describeFailure } from './openai-failure';
import { describeUsage } from './openai-usage';

// `eos` (Together) is a model's own end mark.
const finishReasons: Readonly<Record<string, string>> = { tool_calls: 'tool_call', function_call: 'tool_call', eos: 'stop' };

/** A reason in the conventions' words; one they lack is kept as it is. */
export function mapFinishReason(value: unknown): string | undefined {
  const reason = asString(value);
  return reason === undefined ? undefined : Object.hasOwn(finishReasons, reason) ? finishReasons[reason] : reason;
}

export function describeChatResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const groq = asRecord(response.x_groq);
  return {
    id: asString(response.id),
    model: asString(response.model),
    finishReasons: describeFinishReasons(response.choices),
    usage: describeUsage(response.usage) ?? describeUsage(groq?.usage),
    serviceTier: asString(response.service_tier),
    systemFingerprint: asString(response.system_fingerprint),
    failure: describeFailure(response.error) ?? describeFailure(groq?.error),
  };
}

/** One for each choice. Where others have one, a missing reason is `error`, as the conventions ask; where none has, it is not told. */
function describeFinishReasons(choices: unknown): readonly string[] | undefined {
  const reasons = (asArray(choices) ?? []).map((choice) => mapFinishReason(asRecord(choice)?.finish_reason));
  return reasons.some((reason) => reason !== undefined) ? reasons.map((reason) => reason ?? 'error') : undefined;
}

export function describeChatOutput(value: unknown): OutputContent {
  const messages = (asArray(asRecord(value)?.choices) ?? []).map(describeChoice);
  return { messages: messages.length > 0 ? messages : undefined };
}

function describeChoice(value: unknown): Message {
  const choice = asRecord(value);
  const message = asRecord(choice?.message) ?? {};
  return {
    role: asString(message.role) ?? 'assistant',
    parts: describeMessageParts(message),
    finish_reason: mapFinishReason(choice?.finish_reason),
  };
}
