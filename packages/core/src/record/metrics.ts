import type { Attributes, Context } from '@opentelemetry/api';
import type { MetricFamilies } from '../config/settings';
import { ATTR_GENSPAN_ABANDONED_REASON, ATTR_GENSPAN_CONTENT_DROPPED, ATTR_GENSPAN_USAGE_MISSING } from '../semconv/own';
import { ATTR_GEN_AI_TOKEN_TYPE, GEN_AI_TOKEN_TYPE_VALUE_INPUT, GEN_AI_TOKEN_TYPE_VALUE_OUTPUT } from '../semconv/legacy';
import { billedCost, billedUsage, missingUsageReason } from './billed-usage';
import { callContext } from './call-context';
import { durationAttributes, metricAttributes } from './metric-attributes';
import { createInstruments, instrumentsBy, type CurrentInstruments, type Instruments } from './metric-instruments';
import { groupOf } from './operation-group';
import type { EndedCall, Recorder, Telemetry } from './recorder';
import { countNoTokens, countTokens } from './token-metrics';

export interface MetricsOptions {
  readonly families: MetricFamilies;
  /** Records the gap before each chunk of a stream; about a microsecond a chunk. */
  readonly chunkMetric: boolean;
}

/**
 * Counts every call, sampled or not. Abandoned calls stand in no latency histogram: their end was the reader's choice. Token
 * histograms hold completed calls only, while the counters hold all tokens that are known.
 */
export function createMetricsRecorder(telemetry: Telemetry, options: MetricsOptions): Recorder {
  const instrumentsNow = instrumentsBy(telemetry, (meter) => createInstruments(meter, options.families));
  return {
    name: 'metrics',
    isDeferred: true,
    callEnded(call) {
      const instruments = groupOf(call) === 'mcp' ? undefined : instrumentsNow();
      // The call is counted where it is told best: a framework's report of it would count it twice.
      if (instruments === undefined || call.hasInnerCall) return;
      const attributes = metricAttributes(call);
      const context = callContext(telemetry, call);
      if (call.outcome.kind !== 'abandoned') recordDurations(instruments, options, call, attributes, context);
      recordTokens(instruments, call, attributes, context);
      recordOwn(instruments, call, attributes, context);
    },
  };
}

function recordDurations(
  { operationDuration, current }: Instruments,
  { families, chunkMetric }: MetricsOptions,
  call: EndedCall,
  attributes: Attributes,
  context: Context,
): void {
  const group = groupOf(call);
  const withError = durationAttributes(attributes, call);
  // Of the current family this metric holds what has no duration of its own; the legacy family had it for every operation.
  if (group === 'other' || families !== 'current') operationDuration.record(call.durationSeconds, withError, context);
  if (current === undefined) return;
  switch (group) {
    case 'mcp':
    case 'other':
      return;
    case 'embeddings':
      return current.embeddingsDuration.record(call.durationSeconds, withError, context);
    case 'tool':
      return current.toolDuration.record(call.durationSeconds, withError, context);
    case 'agent':
      return recordAgent(current, call, attributes, context);
    case 'inference':
      return recordInference(current, chunkMetric, call, attributes, context);
  }
}

function recordAgent(current: CurrentInstruments, call: EndedCall, attributes: Attributes, context: Context): void {
  current.agentDuration.record(call.durationSeconds, durationAttributes(attributes, call), context);
  if (call.agentCalls === undefined) return;
  current.agentInferenceCalls.record(call.agentCalls.inferenceCalls, attributes, context);
  current.agentToolCalls.record(call.agentCalls.toolCalls, attributes, context);
}

function recordInference(
  current: CurrentInstruments,
  chunkMetric: boolean,
  call: EndedCall,
  attributes: Attributes,
  context: Context,
): void {
  const withError = durationAttributes(attributes, call);
  current.inferenceDuration.record(call.durationSeconds, withError, context);
  if (call.timeToFirstChunkSeconds !== undefined) current.timeToFirstChunk.record(call.timeToFirstChunkSeconds, attributes, context);
  if (!chunkMetric || call.chunkGapsSeconds === undefined) return;
  for (const gapSeconds of call.chunkGapsSeconds) current.timePerOutputChunk.record(gapSeconds, attributes, context);
}

function recordTokens({ current, legacyTokenUsage }: Instruments, call: EndedCall, attributes: Attributes, context: Context): void {
  const usage = billedUsage(call);
  if (current !== undefined) recordCurrentTokens(current, call, attributes, context);
  if (legacyTokenUsage === undefined || usage === undefined || call.outcome.kind !== 'completed') return;
  legacyTokenUsage.record(usage.inputTokens, { ...attributes, [ATTR_GEN_AI_TOKEN_TYPE]: GEN_AI_TOKEN_TYPE_VALUE_INPUT }, context);
  if (usage.outputTokens === undefined) return;
  legacyTokenUsage.record(usage.outputTokens, { ...attributes, [ATTR_GEN_AI_TOKEN_TYPE]: GEN_AI_TOKEN_TYPE_VALUE_OUTPUT }, context);
}

function recordCurrentTokens(current: CurrentInstruments, call: EndedCall, attributes: Attributes, context: Context): void {
  const { usage } = call.response;
  const completed = call.outcome.kind === 'completed';
  switch (groupOf(call)) {
    case 'inference':
      if (usage !== undefined) countTokens(current, usage, attributes, context);
      else if (call.outcome.kind === 'failed') countNoTokens(current, attributes, context);
      if (usage === undefined || !completed) return;
      current.inputTokensPerOperation.record(usage.inputTokens, attributes, context);
      if (usage.outputTokens !== undefined) current.outputTokensPerOperation.record(usage.outputTokens, attributes, context);
      return;
    case 'embeddings':
      if (usage !== undefined && completed) current.embeddingsInputTokensPerOperation.record(usage.inputTokens, attributes, context);
      return;
    case 'agent':
    case 'tool':
    case 'mcp':
    case 'other':
      return;
  }
}

function recordOwn(instruments: Instruments, call: EndedCall, attributes: Attributes, context: Context): void {
  const cost = billedCost(call);
  if (cost !== undefined) instruments.cost.add(cost.totalUsd, attributes, context);
  if (call.outcome.kind === 'abandoned') {
    instruments.callsAbandoned.add(1, { ...attributes, [ATTR_GENSPAN_ABANDONED_REASON]: call.outcome.reason }, context);
  }
  const { dropped } = call.content;
  if (dropped !== undefined) instruments.contentDropped.add(1, { ...attributes, [ATTR_GENSPAN_CONTENT_DROPPED]: dropped }, context);
  const missing = missingUsageReason(call);
  if (missing !== undefined) instruments.usageMissing.add(1, { ...attributes, [ATTR_GENSPAN_USAGE_MISSING]: missing }, context);
}
