import type { Attributes, Context, Counter } from '@opentelemetry/api';
import type { Usage } from '../facts';
import {
  ATTR_GEN_AI_TOKEN_MODALITY,
  GEN_AI_TOKEN_MODALITY_VALUE_AUDIO,
  GEN_AI_TOKEN_MODALITY_VALUE_IMAGE,
  GEN_AI_TOKEN_MODALITY_VALUE_TEXT,
  GEN_AI_TOKEN_MODALITY_VALUE_UNKNOWN,
} from '../semconv/generated';
import type { CurrentInstruments } from './metric-instruments';

/** The usage counters of one inference. Exact for billing: they also count what a failed or abandoned call is known to have used. */
export function countTokens(instruments: CurrentInstruments, usage: Usage, attributes: Attributes, context: Context): void {
  const add = adder(attributes, context);
  addByModality(instruments.inputTokens, inputSplit(usage), add);
  addByModality(instruments.outputTokens, outputSplit(usage), add);
  addByModality(instruments.cacheReadInputTokens, { total: usage.cacheReadInputTokens, audio: usage.audioCacheReadInputTokens }, add);
  addByModality(instruments.cacheWriteInputTokens, { total: usage.cacheWriteInputTokens }, add);
  addByModality(instruments.reasoningOutputTokens, { total: usage.reasoningOutputTokens }, add);
}

/** A failed call that reported nothing counts as 0 in the counters, so that a model's first failure already makes its series. */
export function countNoTokens(instruments: CurrentInstruments, attributes: Attributes, context: Context): void {
  const add = adder(attributes, context);
  addByModality(instruments.inputTokens, { total: 0 }, add);
  addByModality(instruments.outputTokens, { total: 0 }, add);
}

type Add = (counter: Counter, tokens: number, modality: string) => void;

/** Most calls have tokens of one modality only, `unknown`: its attributes are made once for all counters. */
function adder(attributes: Attributes, context: Context): Add {
  const unknown = { ...attributes, [ATTR_GEN_AI_TOKEN_MODALITY]: GEN_AI_TOKEN_MODALITY_VALUE_UNKNOWN };
  return (counter, tokens, modality) => {
    const known = modality !== GEN_AI_TOKEN_MODALITY_VALUE_UNKNOWN;
    counter.add(tokens, known ? { ...attributes, [ATTR_GEN_AI_TOKEN_MODALITY]: modality } : unknown, context);
  };
}

interface ModalitySplit {
  readonly total: number | undefined;
  readonly text?: number | undefined;
  readonly image?: number | undefined;
  readonly audio?: number | undefined;
}

function inputSplit(usage: Usage): ModalitySplit {
  return { total: usage.inputTokens, text: usage.textInputTokens, image: usage.imageInputTokens, audio: usage.audioInputTokens };
}

function outputSplit(usage: Usage): ModalitySplit {
  return { total: usage.outputTokens, text: usage.textOutputTokens, image: usage.imageOutputTokens, audio: usage.audioOutputTokens };
}

/** The parts always sum up to the total: what no modality claims is `unknown`, and parts that exceed the total are not believed. */
function addByModality(counter: Counter, split: ModalitySplit, add: Add): void {
  if (split.total === undefined) return;
  const { text = 0, image = 0, audio = 0 } = split;
  const rest = split.total - text - image - audio;
  if (rest < 0 || rest === split.total) {
    add(counter, split.total, GEN_AI_TOKEN_MODALITY_VALUE_UNKNOWN);
    return;
  }
  if (text > 0) add(counter, text, GEN_AI_TOKEN_MODALITY_VALUE_TEXT);
  if (image > 0) add(counter, image, GEN_AI_TOKEN_MODALITY_VALUE_IMAGE);
  if (audio > 0) add(counter, audio, GEN_AI_TOKEN_MODALITY_VALUE_AUDIO);
  if (rest > 0) add(counter, rest, GEN_AI_TOKEN_MODALITY_VALUE_UNKNOWN);
}
