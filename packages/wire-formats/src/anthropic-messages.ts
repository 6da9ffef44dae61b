/** The format of `POST /v1/messages`, which Bedrock, Vertex AI and Foundry speak too. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type FailureFacts,
  type InputContent,
  type JsonRecord,
  type Message,
  type OutputContent,
  type PromptFacts,
  type RequestFacts,
  type RequestInput,
  type ResponseFacts,
} from '@genspan/core/adapter';
import { copyReadable, describeParts } from './anthropic-content';
import { messageStream } from './anthropic-stream';
import { describeUsage } from './anthropic-usage';
import { identifyTools, withoutCredentials } from './tool-credentials';
import type { WireFormat } from './wire-format';

export const anthropicMessages = {
  name: 'chat',
  describeRequest,
  describePrompt,
  describeInput,
  describeResponse,
  describeOutput,
  stream: messageStream,
} satisfies WireFormat;

function describeRequest({ body }: RequestInput): RequestFacts {
  const request = asRecord(body) ?? {};
  return {
    ...describeSampling(request),
    maxTokens: asNumber(request.max_tokens),
    outputType: responseFormat(request) === undefined ? undefined : 'json',
    reasoningLevel: asString(asRecord(request.output_config)?.effort),
    previousResponseId: asString(asRecord(request.thread)?.previous_message_id),
    serviceTier: asString(request.service_tier),
  };
}

/** What the messages and the older text completion requests have in common. */
export function describeSampling(request: JsonRecord): RequestFacts {
  const stopSequences = (asArray(request.stop_sequences) ?? []).filter((stop) => typeof stop === 'string');
  return {
    model: asString(request.model),
    stream: request.stream === true ? true : undefined,
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    topK: asNumber(request.top_k),
    stopSequences: stopSequences.length > 0 ? stopSequences : undefined,
  };
}

function describePrompt(body: unknown): PromptFacts {
  const request = asRecord(body) ?? {};
  const instructions = systemTexts(request);
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    tools: identifyTools(request.tools),
    responseFormat: responseFormat(request),
  };
}

/** The beta once named it `output_format`. */
function responseFormat(request: JsonRecord): unknown {
  return asRecord(request.output_config)?.format ?? request.output_format ?? undefined;
}

function systemTexts(request: JsonRecord): string[] {
  if (typeof request.system === 'string') return [request.system];
  return (asArray(request.system) ?? []).map((block) => asString(asRecord(block)?.text)).filter((text) => text !== undefined);
}

function describeInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const instructions = describeParts(request.system);
  const messages = (asArray(request.messages) ?? []).map(describeMessage).filter((message) => message !== undefined);
  const tools = (asArray(request.tools) ?? []).map(describeTool).filter((tool) => tool !== undefined);
  return {
    instructions: instructions.length > 0 ? instructions : undefined,
    messages: messages.length > 0 ? messages : undefined,
    tools: tools.length > 0 ? tools : undefined,
  };
}

function describeMessage(value: unknown): Message | undefined {
  const message = asRecord(value);
  if (message === undefined) return undefined;
  const parts = describeParts(message.content);
  // Anthropic sends tool results as a user message; the conventions have a role for them.
  const isToolMessage = parts.length > 0 && parts.every((part) => part.type === 'tool_call_response');
  return { role: isToolMessage ? 'tool' : (asString(message.role) ?? 'user'), parts };
}

function describeTool(value: unknown): unknown {
  const tool = asRecord(value);
  if (tool === undefined) return undefined;
  const type = asString(tool.type) ?? 'custom';
  const name = asString(tool.name) ?? asString(tool.mcp_server_name) ?? type;
  // Tools of Anthropic's own (`web_search_20250305`) carry settings instead of a schema.
  if (type !== 'custom') return { ...(withoutCredentials(copyReadable(tool)) as JsonRecord), type, name };
  return { type: 'function', name, description: asString(tool.description), parameters: copyJson(tool.input_schema) };
}

function describeResponse(value: unknown): ResponseFacts {
  const response = asRecord(value) ?? {};
  const stopReason = asString(response.stop_reason);
  const usage = asRecord(response.usage);
  const compacted = asArray(response.content)?.some((block) => asRecord(block)?.type === 'compaction');
  return {
    id: asString(response.id),
    model: asString(response.model),
    finishReasons: stopReason === undefined ? undefined : [mapStopReason(stopReason)],
    usage: describeUsage(usage),
    // Fast mode is told apart from the tier, and priced apart as a tier is.
    serviceTier: usage?.speed === 'fast' ? 'fast' : asString(usage?.service_tier),
    conversationCompacted: compacted === true ? true : undefined,
    failure: describeFailure(response),
  };
}

/** `{ type: 'error', error: { type, message } }`: the body of an error, and the `error` event of a stream. */
function describeFailure(response: JsonRecord): FailureFacts | undefined {
  const error = asRecord(response.error);
  return error === undefined ? undefined : { type: asString(error.type) ?? 'error', message: asString(error.message) };
}

/** The conventions' word for a stop reason; one they have no word for stays as it is. */
export function mapStopReason(stopReason: string): string {
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'tool_call';
    case 'refusal':
      return 'content_filter';
    default:
      return stopReason;
  }
}

function describeOutput(value: unknown): OutputContent {
  const response = asRecord(value) ?? {};
  const parts = describeParts(response.content);
  if (parts.length === 0) return {};
  const stopReason = asString(response.stop_reason);
  const finish_reason = stopReason === undefined ? undefined : mapStopReason(stopReason);
  return { messages: [{ role: asString(response.role) ?? 'assistant', parts, finish_reason }] };
}
