/** Token counts of Gemini: `usageMetadata`. */
import { asArray, asNumber, asRecord, asString, type JsonRecord, type Usage } from '@genspan/core/adapter';

/**
 * `promptTokenCount` includes what is cached, not what the provider's own tools put in; `candidatesTokenCount` does not include thoughts.
 * `undefined` without a count of the prompt. `isWhole`: the answer has ended, a count that is missing is none.
 */
export function describeGeminiUsage(value: unknown, isWhole: boolean): Usage | undefined {
  const usage = asRecord(value);
  const promptTokens = asCount(usage?.promptTokenCount);
  if (usage === undefined || promptTokens === undefined) return undefined;
  const inputTokens = promptTokens + (asCount(usage.toolUsePromptTokenCount) ?? 0);
  const input = readDetails(usage, 'promptTokensDetails', 'toolUsePromptTokensDetails');
  const output = readDetails(usage, 'candidatesTokensDetails');
  return {
    inputTokens,
    outputTokens: describeOutputTokens(usage, isWhole && asCount(usage.totalTokenCount) === inputTokens),
    cacheReadInputTokens: asCount(usage.cachedContentTokenCount),
    reasoningOutputTokens: asCount(usage.thoughtsTokenCount),
    textInputTokens: input.get('TEXT'),
    imageInputTokens: input.get('IMAGE'),
    audioInputTokens: input.get('AUDIO'),
    textOutputTokens: output.get('TEXT'),
    imageOutputTokens: output.get('IMAGE'),
    audioOutputTokens: output.get('AUDIO'),
    audioCacheReadInputTokens: readDetails(usage, 'cacheTokensDetails').get('AUDIO'),
  };
}

/** A count of 0 is left out: then the total tells that it is one. */
function describeOutputTokens(usage: JsonRecord, isNone: boolean): number | undefined {
  const candidates = asCount(usage.candidatesTokenCount) ?? asCount(usage.responseTokenCount);
  const thoughts = asCount(usage.thoughtsTokenCount);
  if (candidates !== undefined || thoughts !== undefined) return (candidates ?? 0) + (thoughts ?? 0);
  return isNone ? 0 : undefined;
}

/** `[{ modality: 'TEXT', tokenCount: 4 }]`, by modality. */
function readDetails(usage: JsonRecord, ...fields: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of fields.flatMap((field) => asArray(usage[field]) ?? [])) {
    const detail = asRecord(value);
    const modality = asString(detail?.modality);
    const count = asCount(detail?.tokenCount);
    if (modality !== undefined && count !== undefined) counts.set(modality, (counts.get(modality) ?? 0) + count);
  }
  return counts;
}

function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= 0 ? number : undefined;
}
