/** A call of a model's method, as the functions of an operation read it. */
import { asArray, asNumber, asRecord, asString, type JsonRecord, type RequestFacts, type RequestInput } from '@genspan/core/adapter';
import { nameProvider } from './provider-name';

/** The options of the call, and the model that it is made on. */
export function modelCallOf(args: readonly unknown[], model: unknown): JsonRecord {
  const { provider, modelId } = asRecord(model) ?? {};
  return { provider, modelId, options: args[0] };
}

export function optionsOf(body: unknown): JsonRecord {
  return asRecord(asRecord(body)?.options) ?? {};
}

export function signalOf(body: unknown): AbortSignal | undefined {
  const signal = optionsOf(body).abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}

export function describeModel(body: unknown): Pick<RequestFacts, 'provider' | 'model'> {
  const { provider, modelId } = asRecord(body) ?? {};
  return { provider: nameProvider(asString(provider)), model: asString(modelId) };
}

/** `maxTokens` until ai 4, `maxOutputTokens` since. */
export function describeChatRequest({ body }: RequestInput): RequestFacts {
  const options = optionsOf(body);
  const stops = asArray(options.stopSequences)?.map((stop) => asString(stop) ?? '');
  return {
    ...describeModel(body),
    maxTokens: asNumber(options.maxOutputTokens) ?? asNumber(options.maxTokens),
    temperature: asNumber(options.temperature),
    topP: asNumber(options.topP),
    topK: asNumber(options.topK),
    stopSequences: stops === undefined || stops.length === 0 ? undefined : stops,
    seed: asNumber(options.seed),
    frequencyPenalty: asNumber(options.frequencyPenalty),
    presencePenalty: asNumber(options.presencePenalty),
    outputType: asString(formatOf(options)?.type)?.includes('json') ? 'json' : undefined,
    reasoningLevel: reasoningLevelOf(options),
  };
}

/** Since ai 7 an option of its own, before one of some providers. */
function reasoningLevelOf(options: JsonRecord): string | undefined {
  const level = asString(options.reasoning);
  if (level !== undefined) return level === 'provider-default' ? undefined : level;
  const perProvider = Object.values(asRecord(options.providerOptions) ?? asRecord(options.providerMetadata) ?? {});
  return perProvider.map((settings) => asString(asRecord(settings)?.reasoningEffort)).find((effort) => effort !== undefined);
}

/** In ai 4 the mode of a call holds its format and tools. */
export function formatOf(options: JsonRecord): JsonRecord | undefined {
  const mode = asRecord(options.mode);
  return asString(mode?.type)?.startsWith('object-') ? mode : asRecord(options.responseFormat);
}

export function toolsOf(options: JsonRecord): readonly unknown[] | undefined {
  const { tools, tool } = asRecord(options.mode) ?? {};
  const given = asArray(options.tools) ?? asArray(tools) ?? (tool === undefined ? undefined : [tool]);
  return given === undefined || given.length === 0 ? undefined : given;
}
