/** Chat messages, of a request as of an answer, in the conventions' schema. */
import {
  asArray,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type JsonRecord,
  type Message,
  type MessagePart,
} from '@genspan/core/adapter';
import { describeContent, genericPart } from './openai-content';
import { describeArguments, describeToolCall, describeTools } from './openai-tools';

export function describeChatInput(body: unknown): InputContent {
  const request = asRecord(body) ?? {};
  const messages = (asArray(request.messages) ?? []).flatMap(describeInputMessage);
  return { messages: messages.length > 0 ? messages : undefined, tools: describeTools(request.tools, request.functions) };
}

function describeInputMessage(value: unknown): Message[] {
  if (value === null || value === undefined) return [];
  const message = asRecord(value);
  if (!message) return [{ role: 'unknown', parts: [genericPart('unknown', value)] }];
  const role = asString(message.role) ?? 'unknown';
  if (role === 'tool' || role === 'function') return [describeToolAnswer(message)];
  return [{ role, name: asString(message.name), parts: describeMessageParts(message) }];
}

function describeToolAnswer(message: JsonRecord): Message {
  const { content } = message;
  const response = Array.isArray(content) ? describeContent(content) : (copyJson(content) ?? null);
  return {
    role: 'tool',
    name: asString(message.name),
    parts: [{ type: 'tool_call_response', id: asString(message.tool_call_id), response }],
  };
}

/** All that a message may carry beside its `content`, in the order in which a model makes it. */
export function describeMessageParts(message: JsonRecord): MessagePart[] {
  return [
    ...describeReasoning(message),
    ...(asArray(message.executed_tools) ?? []).flatMap(describeExecutedTool),
    ...describeContent(message.content),
    ...describeRefusal(message.refusal),
    ...describeSpokenAnswer(message.audio),
    ...(asArray(message.images) ?? []).flatMap((image) => describeContent([image])),
    ...(asArray(message.tool_calls) ?? []).map(describeChatToolCall),
    ...describeFunctionCall(message.function_call),
  ];
}

/** `reasoning_content` is DeepSeek's name, `reasoning` that of Groq, Cerebras, Together and OpenRouter; one text under both is one part. */
function describeReasoning(message: JsonRecord): MessagePart[] {
  const parts = describeContent(message.reasoning_content ?? message.reasoning);
  return parts.map((part) => (part.type === 'text' ? { type: 'reasoning', content: String(part.content) } : part));
}

function describeRefusal(refusal: unknown): MessagePart[] {
  return typeof refusal === 'string' && refusal !== '' ? [{ type: 'refusal', content: refusal }] : [];
}

/** `{ id, data, transcript }` in an answer, `{ id }` alone when it is sent back. */
function describeSpokenAnswer(value: unknown): MessagePart[] {
  const audio = asRecord(value);
  const transcript = asString(audio?.transcript);
  const data = asString(audio?.data);
  const id = asString(audio?.id);
  return [
    ...(transcript === undefined ? [] : [{ type: 'text', content: transcript } as const]),
    ...(data === undefined ? [] : [{ type: 'blob', modality: 'audio', content: data } as const]),
    ...(data === undefined && id !== undefined ? [{ type: 'file', modality: 'audio', file_id: id } as const] : []),
  ];
}

function describeChatToolCall(value: unknown): MessagePart {
  const call = asRecord(value);
  const custom = asRecord(call?.custom);
  if (custom) return describeToolCall(call?.id, custom.name, custom.input);
  const called = asRecord(call?.function);
  return called ? describeToolCall(call?.id, called.name, called.arguments) : genericPart(asString(call?.type) ?? 'unknown', value);
}

function describeFunctionCall(value: unknown): MessagePart[] {
  const call = asRecord(value);
  return call ? [describeToolCall(undefined, call.name, call.arguments)] : [];
}

/** Groq's compound models run tools themselves: `{ index, type, arguments, output, search_results, code_results }`. */
function describeExecutedTool(value: unknown): MessagePart[] {
  const tool = asRecord(value);
  if (!tool) return [];
  const { index: _, type: toolType, arguments: callArguments, ...results } = tool;
  const type = asString(toolType) ?? 'unknown';
  const response = asRecord(copyJson(results)) ?? {};
  return [
    { type: 'server_tool_call', name: type, server_tool_call: { type, arguments: describeArguments(callArguments) } },
    ...(Object.keys(response).length > 0 ? [{ type: 'server_tool_call_response', server_tool_call_response: { type, ...response } }] : []),
  ];
}
