import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type FailureFacts,
  type JsonRecord,
  type OutputContent,
  type ResponseFacts,
  type Usage,
} from '@genspan/core/adapter';
import { describeModelName } from '@genspan/wire-formats/gemini';
import { describeStep } from './interaction-steps';

const finishReasons: ReadonlyMap<string, string> = new Map([
  ['completed', 'stop'],
  ['requires_action', 'tool_call'],
  ['failed', 'error'],
]);
/** An interaction that runs in the background has no end yet. */
const unfinished: ReadonlySet<string> = new Set(['in_progress', 'queued']);

export function describeInteraction(value: unknown): ResponseFacts {
  const interaction = asRecord(value) ?? {};
  const finishReason = describeFinishReason(interaction);
  return {
    id: asString(interaction.id) || undefined,
    model: describeModelName(interaction.model),
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: describeUsage(interaction.usage),
    serviceTier: asString(interaction.service_tier),
    failure: describeFailure(interaction),
  };
}

export function describeFetchedInteraction(value: unknown): ResponseFacts {
  const interaction = asRecord(value);
  // What has failed is the interaction, not the fetching of it.
  return {
    ...describeInteraction(value),
    status: asString(interaction?.status),
    failure: asRecord(interaction?.error) && describeFailure(interaction ?? {}),
  };
}

function describeFinishReason({ status }: JsonRecord): string | undefined {
  const reason = asString(status);
  return reason === undefined || unfinished.has(reason) ? undefined : (finishReasons.get(reason) ?? reason);
}

/** `errors` of the interaction, `error` of a stream that broke off. */
function describeFailure(interaction: JsonRecord): FailureFacts | undefined {
  const error =
    asRecord(interaction.error) ?? (interaction.status === 'failed' ? (asRecord(asArray(interaction.errors)?.[0]) ?? {}) : undefined);
  return error && { type: asString(error.code) ?? asString(error.status) ?? 'failed', message: asString(error.message) };
}

function describeUsage(value: unknown): Usage | undefined {
  const usage = asRecord(value);
  const promptTokens = asCount(usage?.total_input_tokens);
  if (usage === undefined || promptTokens === undefined) return undefined;
  const inputTokens = promptTokens + (asCount(usage.total_tool_use_tokens) ?? 0);
  const input = readDetails(usage.input_tokens_by_modality);
  const output = readDetails(usage.output_tokens_by_modality);
  return {
    inputTokens,
    outputTokens: describeOutputTokens(usage, inputTokens),
    cacheReadInputTokens: asCount(usage.total_cached_tokens),
    reasoningOutputTokens: asCount(usage.total_thought_tokens),
    textInputTokens: input.get('text'),
    imageInputTokens: input.get('image'),
    audioInputTokens: input.get('audio'),
    textOutputTokens: output.get('text'),
    imageOutputTokens: output.get('image'),
    audioOutputTokens: output.get('audio'),
  };
}

/** Thoughts are counted beside the output, as Gemini does everywhere; the total tells where they are not. */
function describeOutputTokens(usage: JsonRecord, inputTokens: number): number | undefined {
  const output = asCount(usage.total_output_tokens);
  if (output === undefined) return undefined;
  return asCount(usage.total_tokens) === inputTokens + output ? output : output + (asCount(usage.total_thought_tokens) ?? 0);
}

/** `[{ modality: 'text', tokens: 4 }]`, by modality. */
function readDetails(value: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of asArray(value) ?? []) {
    const detail = asRecord(item);
    const count = asCount(detail?.tokens);
    const modality = asString(detail?.modality);
    if (modality !== undefined && count !== undefined) counts.set(modality, (counts.get(modality) ?? 0) + count);
  }
  return counts;
}

function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** `steps`; in `@google/genai` 1 `outputs`. What the user said may stand among them. */
export function describeInteractionOutput(value: unknown): OutputContent {
  const interaction = asRecord(value) ?? {};
  const steps = (asArray(interaction.steps) ?? asArray(interaction.outputs) ?? []).filter((step) => asRecord(step)?.type !== 'user_input');
  const parts = steps.flatMap(describeStep);
  if (parts.length === 0) return {};
  return { messages: [{ role: 'assistant', parts, finish_reason: describeFinishReason(interaction) }] };
}
