import {
  asArray,
  asNumber,
  asRecord,
  asString,
  type JsonRecord,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeGuardrailId, describeModelId } from './bedrock-model-id';

export function describeConverseRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const inference = asRecord(request.inferenceConfig) ?? {};
  // What only some models have, under their own names.
  const more = asRecord(request.additionalModelRequestFields) ?? {};
  const stops = (asArray(inference.stopSequences) ?? []).filter((stop) => typeof stop === 'string');
  return {
    model: describeModelId(request.modelId),
    maxTokens: asNumber(inference.maxTokens),
    temperature: asNumber(inference.temperature),
    topP: asNumber(inference.topP),
    topK: asNumber(inference.topK) ?? asNumber(more.top_k) ?? asNumber(more.topK) ?? asNumber(asRecord(more.inferenceConfig)?.topK),
    stopSequences: stops.length > 0 ? stops : undefined,
    outputType: responseFormat(request) === undefined ? undefined : 'json',
    reasoningLevel: asString(asRecord(request.outputConfig)?.effort) ?? describeReasoningLevel(inference) ?? describeReasoningLevel(more),
    serviceTier: asString(asRecord(request.serviceTier)?.type),
    guardrailId: describeGuardrailId(asRecord(request.guardrailConfig)?.guardrailIdentifier),
    guardrailVersion: asString(asRecord(request.guardrailConfig)?.guardrailVersion),
  };
}

/** Claude, OpenAI's models and Nova. */
function describeReasoningLevel(more: JsonRecord): string | undefined {
  return (
    asString(asRecord(more.output_config)?.effort) ??
    asString(more.reasoning_effort) ??
    asString(asRecord(more.reasoningConfig)?.maxReasoningEffort)
  );
}

export function describeConversePrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  const texts = (asArray(request.system) ?? []).map((block) => asString(asRecord(block)?.text)).filter((text) => text !== undefined);
  return {
    instructions: texts.length > 0 ? texts : undefined,
    tools: asRecord(request.toolConfig)?.tools ?? undefined,
    responseFormat: responseFormat(request),
  };
}

function responseFormat(request: JsonRecord): unknown {
  return asRecord(request.outputConfig)?.textFormat ?? undefined;
}
