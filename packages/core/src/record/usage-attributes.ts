import type { Attributes } from '@opentelemetry/api';
import type { Usage } from '../facts';
import {
  ATTR_GEN_AI_USAGE_AUDIO_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_AUDIO_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_AUDIO_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_IMAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_IMAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_TEXT_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_TEXT_OUTPUT_TOKENS,
} from '../semconv/generated';
import {
  ATTR_GEN_AI_USAGE_COST,
  ATTR_GENSPAN_COST_INPUT_USD,
  ATTR_GENSPAN_COST_OUTPUT_USD,
  ATTR_GENSPAN_COST_SOURCE,
  ATTR_GENSPAN_USAGE_MISSING,
} from '../semconv/own';
import { billedCost, billedUsage, missingUsageReason } from './billed-usage';
import type { EndedCall } from './recorder';
import { setKnown } from './set-known';

/** Tokens, why they are missing, and what they cost. */
export function addUsageAttributes(attributes: Attributes, call: EndedCall): void {
  const usage = billedUsage(call);
  if (usage !== undefined) addTokens(attributes, usage);
  setKnown(attributes, ATTR_GENSPAN_USAGE_MISSING, missingUsageReason(call));
  const cost = billedCost(call);
  if (cost === undefined) return;
  attributes[ATTR_GEN_AI_USAGE_COST] = cost.totalUsd;
  attributes[ATTR_GENSPAN_COST_SOURCE] = cost.source;
  setKnown(attributes, ATTR_GENSPAN_COST_INPUT_USD, cost.inputUsd);
  setKnown(attributes, ATTR_GENSPAN_COST_OUTPUT_USD, cost.outputUsd);
}

function addTokens(attributes: Attributes, usage: Usage): void {
  attributes[ATTR_GEN_AI_USAGE_INPUT_TOKENS] = usage.inputTokens;
  setKnown(attributes, ATTR_GEN_AI_USAGE_OUTPUT_TOKENS, usage.outputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS, usage.cacheReadInputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS, usage.cacheWriteInputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS, usage.reasoningOutputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_TEXT_INPUT_TOKENS, usage.textInputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_IMAGE_INPUT_TOKENS, usage.imageInputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_AUDIO_INPUT_TOKENS, usage.audioInputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_TEXT_OUTPUT_TOKENS, usage.textOutputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_IMAGE_OUTPUT_TOKENS, usage.imageOutputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_AUDIO_OUTPUT_TOKENS, usage.audioOutputTokens);
  setKnown(attributes, ATTR_GEN_AI_USAGE_AUDIO_CACHE_READ_INPUT_TOKENS, usage.audioCacheReadInputTokens);
}
