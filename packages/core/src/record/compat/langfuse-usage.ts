import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_USAGE_AUDIO_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_AUDIO_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_AUDIO_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS,
} from '../../semconv/generated';
import { ATTR_GEN_AI_USAGE_COST, ATTR_GENSPAN_COST_INPUT_USD, ATTR_GENSPAN_COST_OUTPUT_USD } from '../../semconv/own';

/**
 * Tokens in Langfuse's buckets, which are disjoint where those of the conventions lie in each other. Where this is given, Langfuse reads no
 * `gen_ai.usage.*`: it would make a bucket of each name that it does not know, and add all of them up.
 */
export function langfuseUsage(attributes: Attributes): Readonly<Record<string, number>> | undefined {
  const input = count(attributes, ATTR_GEN_AI_USAGE_INPUT_TOKENS);
  if (input === undefined) return undefined;
  const output = count(attributes, ATTR_GEN_AI_USAGE_OUTPUT_TOKENS);
  const cacheRead = count(attributes, ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS) ?? 0;
  const cacheWrite = count(attributes, ATTR_GEN_AI_USAGE_CACHE_WRITE_INPUT_TOKENS) ?? 0;
  const audioCacheRead = count(attributes, ATTR_GEN_AI_USAGE_AUDIO_CACHE_READ_INPUT_TOKENS) ?? 0;
  const audioInput = Math.max(0, (count(attributes, ATTR_GEN_AI_USAGE_AUDIO_INPUT_TOKENS) ?? 0) - audioCacheRead);
  const reasoning = count(attributes, ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS) ?? 0;
  const audioOutput = count(attributes, ATTR_GEN_AI_USAGE_AUDIO_OUTPUT_TOKENS) ?? 0;
  return {
    input: Math.max(0, input - cacheRead - cacheWrite - audioInput),
    ...(output !== undefined && { output: Math.max(0, output - reasoning - audioOutput) }),
    ...(cacheRead > 0 && { input_cached_tokens: cacheRead }),
    ...(cacheWrite > 0 && { input_cache_creation: cacheWrite }),
    ...(audioInput > 0 && { input_audio_tokens: audioInput }),
    ...(reasoning > 0 && { output_reasoning_tokens: reasoning }),
    ...(audioOutput > 0 && { output_audio_tokens: audioOutput }),
    total: input + (output ?? 0),
  };
}

/** In US dollars. */
export function langfuseCost(attributes: Attributes): Readonly<Record<string, number>> | undefined {
  const total = count(attributes, ATTR_GEN_AI_USAGE_COST);
  if (total === undefined) return undefined;
  const input = count(attributes, ATTR_GENSPAN_COST_INPUT_USD);
  const output = count(attributes, ATTR_GENSPAN_COST_OUTPUT_USD);
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }), total };
}

function count(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === 'number' ? value : undefined;
}
