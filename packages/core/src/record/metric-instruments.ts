import type { Counter, Histogram, Meter, MetricOptions } from '@opentelemetry/api';
import type { MetricFamilies } from '../config/settings';
import {
  METRIC_GEN_AI_CLIENT_EMBEDDINGS_DURATION,
  METRIC_GEN_AI_CLIENT_EMBEDDINGS_OPERATION_INPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_DURATION,
  METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_INPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_OUTPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_TIME_PER_OUTPUT_CHUNK,
  METRIC_GEN_AI_CLIENT_INFERENCE_TIME_TO_FIRST_CHUNK,
  METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_CACHE_READ_INPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_CACHE_WRITE_INPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_INPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_OUTPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_REASONING_OUTPUT_TOKENS,
  METRIC_GEN_AI_CLIENT_OPERATION_DURATION,
  METRIC_GEN_AI_EXECUTE_TOOL_DURATION,
  METRIC_GEN_AI_INVOKE_AGENT_DURATION,
  METRIC_GEN_AI_INVOKE_AGENT_INFERENCE_CALLS,
  METRIC_GEN_AI_INVOKE_AGENT_TOOL_CALLS,
} from '../semconv/generated';
import { METRIC_GEN_AI_CLIENT_TOKEN_USAGE } from '../semconv/legacy';
import {
  METRIC_GENSPAN_CALLS_ABANDONED,
  METRIC_GENSPAN_CLIENT_COST,
  METRIC_GENSPAN_CONTENT_DROPPED,
  METRIC_GENSPAN_USAGE_MISSING,
} from '../semconv/own';
import type { Telemetry } from './recorder';

/** The instruments of one meter. A family that is switched off has none, so that a backend does not list empty metrics. */
export interface Instruments {
  readonly operationDuration: Histogram;
  readonly current?: CurrentInstruments;
  readonly legacyTokenUsage?: Histogram;
  readonly cost: Counter;
  readonly callsAbandoned: Counter;
  readonly contentDropped: Counter;
  readonly usageMissing: Counter;
}

/** The metrics of conventions v0.1.0 besides the operation duration, which both families have. */
export interface CurrentInstruments {
  readonly inferenceDuration: Histogram;
  readonly embeddingsDuration: Histogram;
  readonly timeToFirstChunk: Histogram;
  readonly timePerOutputChunk: Histogram;
  readonly inputTokens: Counter;
  readonly outputTokens: Counter;
  readonly cacheReadInputTokens: Counter;
  readonly cacheWriteInputTokens: Counter;
  readonly reasoningOutputTokens: Counter;
  readonly inputTokensPerOperation: Histogram;
  readonly outputTokensPerOperation: Histogram;
  readonly embeddingsInputTokensPerOperation: Histogram;
  readonly agentDuration: Histogram;
  readonly agentInferenceCalls: Histogram;
  readonly agentToolCalls: Histogram;
  readonly toolDuration: Histogram;
}

export function createInstruments(meter: Meter, families: MetricFamilies): Instruments {
  return {
    operationDuration: createHistogram(meter, METRIC_GEN_AI_CLIENT_OPERATION_DURATION),
    ...(families === 'legacy' ? {} : { current: createCurrentInstruments(meter) }),
    ...(families === 'current' ? {} : { legacyTokenUsage: createHistogram(meter, METRIC_GEN_AI_CLIENT_TOKEN_USAGE) }),
    cost: createCounter(meter, METRIC_GENSPAN_CLIENT_COST),
    callsAbandoned: createCounter(meter, METRIC_GENSPAN_CALLS_ABANDONED),
    contentDropped: createCounter(meter, METRIC_GENSPAN_CONTENT_DROPPED),
    usageMissing: createCounter(meter, METRIC_GENSPAN_USAGE_MISSING),
  };
}

function createCurrentInstruments(meter: Meter): CurrentInstruments {
  return {
    inferenceDuration: createHistogram(meter, METRIC_GEN_AI_CLIENT_INFERENCE_DURATION),
    embeddingsDuration: createHistogram(meter, METRIC_GEN_AI_CLIENT_EMBEDDINGS_DURATION),
    timeToFirstChunk: createHistogram(meter, METRIC_GEN_AI_CLIENT_INFERENCE_TIME_TO_FIRST_CHUNK),
    timePerOutputChunk: createHistogram(meter, METRIC_GEN_AI_CLIENT_INFERENCE_TIME_PER_OUTPUT_CHUNK),
    inputTokens: createCounter(meter, METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_INPUT_TOKENS),
    outputTokens: createCounter(meter, METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_OUTPUT_TOKENS),
    cacheReadInputTokens: createCounter(meter, METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_CACHE_READ_INPUT_TOKENS),
    cacheWriteInputTokens: createCounter(meter, METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_CACHE_WRITE_INPUT_TOKENS),
    reasoningOutputTokens: createCounter(meter, METRIC_GEN_AI_CLIENT_INFERENCE_USAGE_REASONING_OUTPUT_TOKENS),
    inputTokensPerOperation: createHistogram(meter, METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_INPUT_TOKENS),
    outputTokensPerOperation: createHistogram(meter, METRIC_GEN_AI_CLIENT_INFERENCE_OPERATION_OUTPUT_TOKENS),
    embeddingsInputTokensPerOperation: createHistogram(meter, METRIC_GEN_AI_CLIENT_EMBEDDINGS_OPERATION_INPUT_TOKENS),
    agentDuration: createHistogram(meter, METRIC_GEN_AI_INVOKE_AGENT_DURATION),
    agentInferenceCalls: createHistogram(meter, METRIC_GEN_AI_INVOKE_AGENT_INFERENCE_CALLS),
    agentToolCalls: createHistogram(meter, METRIC_GEN_AI_INVOKE_AGENT_TOOL_CALLS),
    toolDuration: createHistogram(meter, METRIC_GEN_AI_EXECUTE_TOOL_DURATION),
  };
}

/**
 * The instruments of the meter of the moment, made when they are first asked for: the application may register its provider at any time, and from
 * then on the meter is another, with instruments of its own. `undefined`: there are no metrics.
 */
export function instrumentsBy<Made extends object>(telemetry: Telemetry, make: (meter: Meter) => Made): () => Made | undefined {
  const madeOf = new WeakMap<Meter, Made>();
  return () => {
    const meter = telemetry.meter();
    if (meter === undefined) return undefined;
    let made = madeOf.get(meter);
    if (made === undefined) {
      made = make(meter);
      madeOf.set(meter, made);
    }
    return made;
  };
}

interface CounterDefinition {
  readonly name: string;
  readonly instrument: 'counter';
  readonly unit: string;
  readonly valueType: 'int' | 'double';
  readonly description?: string;
}

interface HistogramDefinition {
  readonly name: string;
  readonly instrument: 'histogram';
  readonly unit: string;
  readonly valueType: 'int' | 'double';
  readonly bucketBoundaries: readonly number[];
}

// Values of the API's `ValueType` enum, of which core has the type only.
const valueTypes = { int: 0, double: 1 } satisfies Record<'int' | 'double', NonNullable<MetricOptions['valueType']>>;

export function createCounter(meter: Meter, { name, unit, valueType, description = '' }: CounterDefinition): Counter {
  return meter.createCounter(name, { unit, valueType: valueTypes[valueType], description });
}

export function createHistogram(meter: Meter, { name, unit, valueType, bucketBoundaries }: HistogramDefinition): Histogram {
  const advice = { explicitBucketBoundaries: [...bucketBoundaries] };
  return meter.createHistogram(name, { unit, valueType: valueTypes[valueType], advice });
}
