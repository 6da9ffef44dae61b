import { asNumber, asRecord, type Usage } from '@genspan/core/adapter';

/** `usage_metadata` of a message. LangChain has made it the same for every provider: input includes cached tokens, output reasoning. */
export function describeUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const inputTokens = asNumber(usage?.input_tokens);
  if (usage === undefined || inputTokens === undefined) return undefined;
  const input = asRecord(usage.input_token_details);
  const output = asRecord(usage.output_token_details);
  return {
    inputTokens,
    outputTokens: asNumber(usage.output_tokens),
    cacheReadInputTokens: asNumber(input?.cache_read),
    cacheWriteInputTokens: asNumber(input?.cache_creation),
    audioInputTokens: asNumber(input?.audio),
    reasoningOutputTokens: asNumber(output?.reasoning),
    audioOutputTokens: asNumber(output?.audio),
  };
}

/** `llmOutput.tokenUsage`, where no message tells its own: older providers, and models that complete texts. */
export function describeTokenUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const inputTokens = asNumber(usage?.promptTokens);
  return inputTokens === undefined ? undefined : { inputTokens, outputTokens: asNumber(usage?.completionTokens) };
}
