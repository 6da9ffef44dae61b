import { asNumber, asRecord, type JsonRecord, type Usage } from '@genspan/core/adapter';

/**
 * Tokens of a model's answer: numbers of their own since ai 6 (`{ inputTokens: { total, cacheRead, cacheWrite } }`), flat before
 * (`promptTokens` in 4), with the cached ones partly in what the provider adds.
 */
export function describeUsage(value: unknown, providerMetadata: unknown): Usage | undefined {
  const usage = asRecord(value);
  if (usage === undefined) return undefined;
  return describeDetailed(usage) ?? describeFlat(usage, asRecord(providerMetadata) ?? {});
}

function describeDetailed(usage: JsonRecord): Usage | undefined {
  const input = asRecord(usage.inputTokens);
  const output = asRecord(usage.outputTokens);
  const inputTokens = asNumber(input?.total);
  if (inputTokens === undefined) return undefined;
  return {
    inputTokens,
    outputTokens: asNumber(output?.total),
    cacheReadInputTokens: asNumber(input?.cacheRead),
    cacheWriteInputTokens: asNumber(input?.cacheWrite),
    reasoningOutputTokens: asNumber(output?.reasoning),
  };
}

function describeFlat(usage: JsonRecord, metadata: JsonRecord): Usage | undefined {
  const reported = asNumber(usage.inputTokens) ?? asNumber(usage.promptTokens);
  if (reported === undefined) return undefined;
  const openai = asRecord(metadata.openai) ?? asRecord(metadata.azure);
  const apart = cachedApart(metadata);
  const cacheReadInputTokens = asNumber(usage.cachedInputTokens) ?? asNumber(openai?.cachedPromptTokens) ?? apart?.read;
  return {
    inputTokens: apart === undefined ? reported : reported + (cacheReadInputTokens ?? 0) + (apart.write ?? 0),
    outputTokens: asNumber(usage.outputTokens) ?? asNumber(usage.completionTokens),
    cacheReadInputTokens,
    cacheWriteInputTokens: apart?.write,
    reasoningOutputTokens: asNumber(usage.reasoningTokens) ?? asNumber(openai?.reasoningTokens),
  };
}

/** Anthropic's and Bedrock's input leaves cached tokens out, and says so beside the usage. */
function cachedApart(metadata: JsonRecord): { readonly read?: number | undefined; readonly write?: number | undefined } | undefined {
  const anthropic = asRecord(metadata.anthropic);
  if (anthropic !== undefined) {
    const raw = asRecord(anthropic.usage);
    return {
      read: asNumber(anthropic.cacheReadInputTokens) ?? asNumber(raw?.cache_read_input_tokens),
      write: asNumber(anthropic.cacheCreationInputTokens) ?? asNumber(raw?.cache_creation_input_tokens),
    };
  }
  const bedrock = asRecord(asRecord(metadata.bedrock)?.usage);
  return bedrock && { read: asNumber(bedrock.cacheReadInputTokens), write: asNumber(bedrock.cacheWriteInputTokens) };
}
