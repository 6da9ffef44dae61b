/** Token counts as OpenAI and those who speak its formats report them. */
import { asNumber, asRecord, type JsonRecord, type Usage } from '@genspan/core/adapter';

function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

function detailsOf(usage: JsonRecord, ...names: readonly string[]): JsonRecord {
  for (const name of names) {
    const details = asRecord(usage[name]);
    if (details) return details;
  }
  return {};
}

/**
 * Reads `prompt_tokens`/`completion_tokens` (chat, completions, embeddings) as well as `input_tokens`/`output_tokens`
 * (responses, images, transcription). `undefined` for anything without an input count, such as usage by duration.
 */
export function describeUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const inputTokens = asCount(usage?.prompt_tokens) ?? asCount(usage?.input_tokens);
  if (!usage || inputTokens === undefined) return undefined;
  const input = detailsOf(usage, 'prompt_tokens_details', 'input_tokens_details', 'input_token_details');
  const output = detailsOf(usage, 'completion_tokens_details', 'output_tokens_details', 'output_token_details');
  const reasoningTokens = asCount(output.reasoning_tokens);
  const outputTokens = asCount(usage.completion_tokens) ?? asCount(usage.output_tokens);
  return {
    inputTokens,
    outputTokens: withReasoning(outputTokens, reasoningTokens, inputTokens, asCount(usage.total_tokens)),
    // DeepSeek tells cache hits beside the counts, Moonshot without details.
    cacheReadInputTokens: asCount(input.cached_tokens) ?? asCount(usage.prompt_cache_hit_tokens) ?? asCount(usage.cached_tokens),
    cacheWriteInputTokens: asCount(input.cache_write_tokens),
    reasoningOutputTokens: reasoningTokens,
    textInputTokens: asCount(input.text_tokens),
    imageInputTokens: asCount(input.image_tokens),
    audioInputTokens: asCount(input.audio_tokens),
    textOutputTokens: asCount(output.text_tokens),
    imageOutputTokens: asCount(output.image_tokens),
    audioOutputTokens: asCount(output.audio_tokens),
    audioCacheReadInputTokens: asCount(asRecord(input.cached_tokens_details)?.audio_tokens),
  };
}

/** xAI counts reasoning beside the completion, not in it; the total gives it away. */
function withReasoning(
  output: number | undefined,
  reasoning: number | undefined,
  input: number,
  total: number | undefined,
): number | undefined {
  if (output === undefined || !reasoning || total === undefined) return output;
  return total === input + output + reasoning ? output + reasoning : output;
}
