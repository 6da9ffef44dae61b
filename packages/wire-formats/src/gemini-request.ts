import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type JsonRecord,
  type MessagePart,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeContents } from './gemini-content';
import { withoutCredentials } from './tool-credentials';

/** The body of the REST call, with what stands in its address: what each SDK is given, an adapter brings into this form. */
export interface GeminiRequest {
  readonly model?: unknown;
  /** Whether the call is `streamGenerateContent`. */
  readonly stream?: true | undefined;
  readonly contents?: unknown;
  readonly systemInstruction?: unknown;
  readonly tools?: unknown;
  readonly generationConfig?: unknown;
  readonly serviceTier?: unknown;
}

export function describeGeminiRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const config = asRecord(request.generationConfig) ?? {};
  const choiceCount = asNumber(config.candidateCount);
  const stopSequences = (asArray(config.stopSequences) ?? []).filter((sequence) => typeof sequence === 'string');
  return {
    model: describeModelName(request.model),
    stream: request.stream === true ? true : undefined,
    maxTokens: asNumber(config.maxOutputTokens),
    temperature: asNumber(config.temperature),
    topP: asNumber(config.topP),
    topK: asNumber(config.topK),
    stopSequences: stopSequences.length > 0 ? stopSequences : undefined,
    seed: asNumber(config.seed),
    frequencyPenalty: asNumber(config.frequencyPenalty),
    presencePenalty: asNumber(config.presencePenalty),
    choiceCount: choiceCount === 1 ? undefined : choiceCount,
    outputType: describeOutputType(config),
    reasoningLevel: asString(asRecord(config.thinkingConfig)?.thinkingLevel)?.toLowerCase(),
    serviceTier: asString(request.serviceTier),
  };
}

/** Without what tells whose it is: `projects/p/locations/l/publishers/google/models/gemini-x` and `models/gemini-x` are `gemini-x`. */
export function describeModelName(value: unknown): string | undefined {
  const name = asString(value);
  const [, model, endpoint] = /(?:^|\/)(?:models\/([^/]+)|(endpoints\/[^/]+))$/.exec(name ?? '') ?? [];
  return model ?? endpoint ?? name;
}

function describeOutputType(config: JsonRecord): RequestFacts['outputType'] {
  const modalities = (asArray(config.responseModalities) ?? []).map((modality) => asString(modality)?.toUpperCase());
  if (modalities.includes('IMAGE')) return 'image';
  if (modalities.includes('AUDIO')) return 'speech';
  if (responseSchema(config) !== undefined) return 'json';
  const mimeType = asString(config.responseMimeType);
  if (mimeType === 'application/json') return 'json';
  return mimeType === 'text/plain' ? 'text' : undefined;
}

function responseSchema(config: JsonRecord): unknown {
  return config.responseJsonSchema ?? config.responseSchema ?? undefined;
}

export function describeGeminiPrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  const instructions = describeInstructions(request).flatMap((part) =>
    part.type === 'text' && typeof part.content === 'string' ? [part.content] : [],
  );
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    tools: asArray(request.tools)?.map(identifyTool),
    responseFormat: responseSchema(asRecord(request.generationConfig) ?? {}),
  };
}

export function describeGeminiInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const instructions = describeInstructions(request);
  const messages = describeContents(request.contents);
  const tools = (asArray(request.tools) ?? []).flatMap(describeTool);
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    messages: messages.length > 0 ? messages : undefined,
    tools: tools.length > 0 ? tools : undefined,
  };
}

/** A text, a part, a content, or a list of parts. */
function describeInstructions({ systemInstruction }: JsonRecord): MessagePart[] {
  return describeContents(systemInstruction).flatMap(({ parts }) => parts);
}

/** One tool holds functions, and settings of the provider's own tools under their names. */
function splitTool(value: unknown): { readonly functions: readonly unknown[]; readonly hosted: JsonRecord } {
  const { functionDeclarations, ...hosted } = asRecord(value) ?? {};
  const fields = Object.entries(hosted).filter(([, settings]) => typeof settings === 'object' && settings !== null);
  return { functions: asArray(functionDeclarations) ?? [], hosted: Object.fromEntries(fields) };
}

function identifyTool(value: unknown): unknown {
  const { functions, hosted } = splitTool(value);
  return { functionDeclarations: functions, ...asRecord(withoutCredentials(copyJson(hosted))) };
}

function describeTool(value: unknown): unknown[] {
  const { functions, hosted } = splitTool(value);
  const settings = asRecord(withoutCredentials(copyJson(hosted))) ?? {};
  return [
    ...functions.map(describeFunction),
    ...Object.entries(settings).map(([type, fields]) => ({ ...asRecord(fields), type, name: type })),
  ];
}

function describeFunction(value: unknown): unknown {
  const declaration = asRecord(value);
  return {
    type: 'function',
    name: asString(declaration?.name) ?? 'unknown',
    description: asString(declaration?.description),
    parameters: copyJson(declaration?.parametersJsonSchema) ?? lowerTypes(copyJson(declaration?.parameters)),
  };
}

/** Gemini writes the types of OpenAPI schemas in capitals: `OBJECT`. */
function lowerTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lowerTypes);
  const record = asRecord(schema);
  if (record === undefined) return schema;
  const fields = Object.entries(record).map(([name, field]) => [
    name,
    name === 'type' && typeof field === 'string' ? field.toLowerCase() : lowerTypes(field),
  ]);
  return Object.fromEntries(fields) as unknown;
}
