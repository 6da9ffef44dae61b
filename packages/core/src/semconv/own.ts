/** Names that the conventions lack. Under `gen_ai.usage` there is only the cost: backends sum what they find there. */

/** Estimated cost of the call in US dollars (double); absent for an unknown model. Langfuse and OpenLIT read this name. */
export const ATTR_GEN_AI_USAGE_COST = 'gen_ai.usage.cost';

/** Where the price comes from, with its version: `genai-prices@0.1.8`, `override` (string). */
export const ATTR_GENSPAN_COST_SOURCE = 'genspan.cost.source';
/** The part of the cost that the input caused, in US dollars (double). */
export const ATTR_GENSPAN_COST_INPUT_USD = 'genspan.cost.input_usd';
/** The part of the cost that the output caused, in US dollars (double). */
export const ATTR_GENSPAN_COST_OUTPUT_USD = 'genspan.cost.output_usd';

/** How the call ended: `completed`, `failed` or `abandoned` (string). */
export const ATTR_GENSPAN_OUTCOME = 'genspan.outcome';
/** Why the application did not wait for the end: `aborted`, `reader_left`, `never_read` or `shutdown` (string). */
export const ATTR_GENSPAN_ABANDONED_REASON = 'genspan.abandoned.reason';
/** Monotonic duration in seconds (double); on events and log lines, which have no duration of their own. */
export const ATTR_GENSPAN_DURATION_SECONDS = 'genspan.duration_seconds';
/** How the provider was told: `class` of the client, `host`, `config` or `default` (string). */
export const ATTR_GENSPAN_PROVIDER_SOURCE = 'genspan.provider.source';
/** Service tier asked for, where the dialect is not OpenAI's (string). */
export const ATTR_GENSPAN_REQUEST_SERVICE_TIER = 'genspan.request.service_tier';
/** Service tier that served the call, where the dialect is not OpenAI's (string). */
export const ATTR_GENSPAN_RESPONSE_SERVICE_TIER = 'genspan.response.service_tier';
/** Of the guardrail that the request asks for: a number, or `DRAFT` (string). */
export const ATTR_GENSPAN_GUARDRAIL_VERSION = 'genspan.guardrail.version';
/** Why tokens of an answered call are unknown: `stream_usage_not_requested`, `stream_ended_early`, `not_reported`, or `told_by_inner_call` (string). */
export const ATTR_GENSPAN_USAGE_MISSING = 'genspan.usage.missing';

/** Digest of instructions, tools and response format: changes when the prompt does (string). */
export const ATTR_GENSPAN_PROMPT_FINGERPRINT = 'genspan.prompt.fingerprint';
/** `true` where nearly every call has a new fingerprint, so that it groups nothing: a date or a name stands in the prompt. */
export const ATTR_GENSPAN_PROMPT_FINGERPRINT_UNSTABLE = 'genspan.prompt.fingerprint.unstable';
/** Digest of model and parameters (string). */
export const ATTR_GENSPAN_CONFIG_HASH = 'genspan.config.hash';
/** Digest of instructions and input messages; from capture mode `hash` on (string). */
export const ATTR_GENSPAN_INPUT_HASH = 'genspan.input.hash';
/** Digest of the output messages; from capture mode `hash` on (string). */
export const ATTR_GENSPAN_OUTPUT_HASH = 'genspan.output.hash';
/** `true` where captured content was cut (boolean). */
export const ATTR_GENSPAN_CONTENT_TRUNCATED = 'genspan.content.truncated';
/** Why content that the capture mode asks for is missing: `queue_full`, `deadline` or `redaction_failed` (string). */
export const ATTR_GENSPAN_CONTENT_DROPPED = 'genspan.content.dropped';

/** Why an evaluation is what it is, in one of few words: `not_json` (string). */
export const ATTR_GENSPAN_EVALUATION_REASON = 'genspan.evaluation.reason';
/** Who judged, where it is neither genspan nor the provider (string). */
export const ATTR_GENSPAN_EVALUATOR_NAME = 'genspan.evaluator.name';
/** Version of who judged (string). */
export const ATTR_GENSPAN_EVALUATOR_VERSION = 'genspan.evaluator.version';
/** Model of a judge that is one (string). */
export const ATTR_GENSPAN_EVALUATOR_MODEL = 'genspan.evaluator.model';

/** Why an evaluation was lost: `evaluator_failed`, `evaluator_timeout`, `evaluator_queue_full`, `sink_failed` or `sink_queue_full` (string). */
export const ATTR_GENSPAN_EVALUATIONS_LOST_REASON = 'genspan.evaluations.lost.reason';
/** On calls that an evaluator makes to judge another: its name (string). */
export const ATTR_GENSPAN_CALLER_EVALUATOR = 'genspan.caller.evaluator';

/** Tags of the enclosing `withAttributes` scopes (array of strings). */
export const ATTR_GENSPAN_TAGS = 'genspan.tags';
/** One entry of a scope's `metadata`: its key follows (string, number or boolean). */
export const ATTR_GENSPAN_METADATA_PREFIX = 'genspan.metadata.';

/** Event name of a line of the JSON log. */
export const EVENT_GENSPAN_CALL = 'genspan.call';

export const METRIC_GENSPAN_CLIENT_COST = {
  name: 'genspan.client.cost',
  instrument: 'counter',
  unit: '{USD}',
  valueType: 'double',
  description: 'Estimated cost of calls whose price is known, in US dollars.',
} as const;

export const METRIC_GENSPAN_CALLS_ABANDONED = {
  name: 'genspan.calls.abandoned',
  instrument: 'counter',
  unit: '{call}',
  valueType: 'int',
  description: 'Calls whose end the application did not wait for, by reason.',
} as const;

export const METRIC_GENSPAN_CONTENT_DROPPED = {
  name: 'genspan.content.dropped',
  instrument: 'counter',
  unit: '{call}',
  valueType: 'int',
  description: 'Calls recorded without the content that the capture mode asks for, by reason.',
} as const;

export const METRIC_GENSPAN_USAGE_MISSING = {
  name: 'genspan.usage.missing',
  instrument: 'counter',
  unit: '{call}',
  valueType: 'int',
  description: 'Answered calls whose tokens, and so whose cost, are unknown or incomplete, by reason.',
} as const;

export const METRIC_GENSPAN_EVALUATIONS = {
  name: 'genspan.evaluations',
  instrument: 'counter',
  unit: '{evaluation}',
  valueType: 'int',
  description: 'Judgements of calls, by what is judged and by label.',
} as const;

/** Most scores lie between 0 and 1; people also give stars. */
export const METRIC_GENSPAN_EVALUATION_SCORE = {
  name: 'genspan.evaluation.score',
  instrument: 'histogram',
  unit: '1',
  valueType: 'double',
  bucketBoundaries: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 10, 100],
} as const;

export const METRIC_GENSPAN_EVALUATIONS_LOST = {
  name: 'genspan.evaluations.lost',
  instrument: 'counter',
  unit: '{evaluation}',
  valueType: 'int',
  description: 'Evaluations that an evaluator did not make, or that did not arrive at a sink, by reason.',
} as const;
