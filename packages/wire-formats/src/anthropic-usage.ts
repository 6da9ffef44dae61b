import { asArray, asNumber, asRecord, type JsonRecord, type Usage } from '@genspan/core/adapter';

/**
 * Anthropic counts fresh, cached and cache-writing input apart; the conventions count them together.
 *
 * `undefined` without an input count: the rest alone is not a usage.
 */
export function describeUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const fresh = asNumber(usage?.input_tokens);
  if (usage === undefined || fresh === undefined) return undefined;
  const billed = [usage, ...compactions(usage)];
  const cacheRead = sum(billed, (part) => part.cache_read_input_tokens);
  const cacheWrite = sum(billed, (part) => part.cache_creation_input_tokens);
  return {
    inputTokens: (sum(billed, (part) => part.input_tokens) ?? fresh) + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: asNumber(usage.output_tokens) === undefined ? undefined : sum(billed, (part) => part.output_tokens),
    cacheReadInputTokens: cacheRead,
    cacheWriteInputTokens: cacheWrite,
    cacheWriteOneHourInputTokens: sum(billed, (part) => asRecord(part.cache_creation)?.ephemeral_1h_input_tokens),
    reasoningOutputTokens: asNumber(asRecord(usage.output_tokens_details)?.thinking_tokens),
  };
}

/** Summarising a full context is billed with the request, but stands only in `iterations`, not in the totals. */
function compactions(usage: JsonRecord): readonly JsonRecord[] {
  const iterations = (asArray(usage.iterations) ?? []).map(asRecord);
  return iterations.filter((iteration) => iteration !== undefined).filter((iteration) => iteration.type === 'compaction');
}

function sum(parts: readonly JsonRecord[], read: (part: JsonRecord) => unknown): number | undefined {
  const counts = parts.map((part) => asNumber(read(part))).filter((count) => count !== undefined);
  return counts.length > 0 ? counts.reduce((total, count) => total + count, 0) : undefined;
}
