/** `ai.interactions`: a model or one of Google's agents, with steps instead of candidates, and a history that the provider keeps. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  defineOperation,
  type InputContent,
  type JsonRecord,
  type MethodTarget,
  type Operation,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
} from '@genspan/core/adapter';
import { describeModelName } from '@genspan/wire-formats/gemini';
import { withoutCredentials } from '@genspan/wire-formats/tool-credentials';
import { describeFetchedInteraction, describeInteraction, describeInteractionOutput } from './interaction-answer';
import { describeInteractionInput } from './interaction-steps';
import { interactionStream } from './interaction-stream';

const create = {
  describeRequest: describeCreate,
  describePrompt,
  describeInput,
  describeResponse: describeInteraction,
  describeOutput: describeInteractionOutput,
  stream: interactionStream,
};

export const interactions: readonly Operation<MethodTarget>[] = [
  defineOperation({ ...create, name: 'invoke_agent', target: method('create', { accepts: (body) => agentOf(body) !== undefined }) }),
  defineOperation({ ...create, name: 'chat', target: method('create') }),
  defineOperation({
    name: 'fetch_response',
    target: method('get', { bodyOf: ([id, params]) => ({ ...asRecord(params), id }) }),
    describeRequest: describeGet,
    describeResponse: describeFetchedInteraction,
    describeOutput: describeInteractionOutput,
    stream: interactionStream,
  }),
];

function method(name: string, more?: Omit<MethodTarget, 'path'>): MethodTarget {
  return { path: `GoogleGenAI.prototype.interactions.${name}`, ...more };
}

function agentOf(body: unknown): string | undefined {
  return asString(asRecord(body)?.agent);
}

function describeCreate({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  const config = asRecord(request.generation_config) ?? {};
  const stopSequences = (asArray(config.stop_sequences) ?? []).filter((sequence) => typeof sequence === 'string');
  return {
    model: describeModelName(request.model),
    agentName: agentOf(body),
    stream: request.stream === true ? true : undefined,
    maxTokens: asNumber(config.max_output_tokens),
    temperature: asNumber(config.temperature),
    topP: asNumber(config.top_p),
    stopSequences: stopSequences.length > 0 ? stopSequences : undefined,
    seed: asNumber(config.seed),
    outputType: describeOutputType(request),
    reasoningLevel: asString(config.thinking_level),
    previousResponseId: asString(request.previous_interaction_id),
    serviceTier: asString(request.service_tier),
  };
}

function describeOutputType(request: JsonRecord): RequestFacts['outputType'] {
  const modalities = asArray(request.response_modalities) ?? [];
  if (modalities.includes('image')) return 'image';
  if (modalities.includes('audio')) return 'speech';
  const mimeType = asString(request.response_mime_type) ?? asString(asRecord(request.response_format)?.mime_type);
  return mimeType === 'application/json' ? 'json' : mimeType === 'text/plain' ? 'text' : undefined;
}

function describeGet({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return {
    responseId: asString(request.id),
    stream: request.stream === true ? true : undefined,
    streamCursor: asString(request.last_event_id),
  };
}

function describePrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  const instruction = asString(request.system_instruction);
  return {
    instructions: instruction === undefined ? undefined : [instruction],
    tools: asArray(request.tools)?.map((tool) => (isFunction(tool) ? tool : withoutCredentials(copyJson(tool)))),
    responseFormat: request.response_format ?? undefined,
  };
}

function describeInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const instruction = asString(request.system_instruction);
  const messages = describeInteractionInput(request.input);
  const tools = (asArray(request.tools) ?? []).flatMap(describeTool);
  return {
    instructions: instruction === undefined ? undefined : [{ type: 'text', content: instruction }],
    messages: messages.length > 0 ? messages : undefined,
    tools: tools.length > 0 ? tools : undefined,
  };
}

function isFunction(tool: unknown): boolean {
  return asRecord(tool)?.type === 'function';
}

/** Those of the provider's own carry settings instead of a schema. */
function describeTool(value: unknown): unknown[] {
  const tool = asRecord(value);
  if (tool === undefined) return [];
  const type = asString(tool.type) ?? 'unknown';
  const name = asString(tool.name) ?? type;
  if (!isFunction(tool)) return [{ ...asRecord(withoutCredentials(copyJson(tool))), type, name }];
  return [{ type, name, description: asString(tool.description), parameters: copyJson(tool.parameters) }];
}
