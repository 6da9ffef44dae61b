/** Cohere's Command R on Bedrock, which speaks the first version of its chat: `{ message, chat_history }`. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type JsonRecord,
  type Message,
  type MessagePart,
  type OutputContent,
  type PromptFacts,
  type RequestInput,
  type StreamAssembly,
  type Usage,
} from '@genspan/core/adapter';
import type { WireFormat } from '@genspan/wire-formats/wire-format';
import { mapCohereReason } from './cohere-reason';
import { asTexts } from './completion';

interface CohereState {
  text: string | undefined;
  /** Of the last event: the whole answer again. */
  response: JsonRecord | undefined;
  finishReason: string | undefined;
}

export const cohereChat = {
  name: 'chat',
  describeRequest({ body }: RequestInput) {
    const request = asRecord(body) ?? {};
    return {
      maxTokens: asNumber(request.max_tokens),
      temperature: asNumber(request.temperature),
      topP: asNumber(request.p),
      topK: asNumber(request.k),
      seed: asNumber(request.seed),
      frequencyPenalty: asNumber(request.frequency_penalty),
      presencePenalty: asNumber(request.presence_penalty),
      stopSequences: asTexts(request.stop_sequences),
    };
  },
  describePrompt(body): PromptFacts {
    const request = asRecord(body) ?? {};
    const preamble = asString(request.preamble);
    return { instructions: preamble === undefined ? undefined : [preamble], tools: request.tools ?? undefined };
  },
  describeInput(body): InputContent {
    const request = asRecord(body) ?? {};
    const preamble = asString(request.preamble);
    const results = asArray(request.tool_results) ?? [];
    const messages: Message[] = [
      ...(asArray(request.chat_history) ?? []).flatMap(describeTurn),
      ...describeText('user', request.message),
      ...(results.length > 0 ? [{ role: 'tool', parts: results.map(describeToolResult) }] : []),
    ];
    const tools = (asArray(request.tools) ?? []).map((tool) => ({ type: 'function', ...asRecord(copyJson(tool)) }));
    return {
      instructions: preamble === undefined ? undefined : [{ type: 'text', content: preamble }],
      messages: messages.length > 0 ? messages : undefined,
      tools: tools.length > 0 ? tools : undefined,
    };
  },
  describeResponse(value) {
    const response = asRecord(value) ?? {};
    const reason = describeReason(response);
    return {
      id: asString(response.response_id),
      finishReasons: reason === undefined ? undefined : [reason],
      usage: describeBilled(asRecord(asRecord(response.meta)?.billed_units)),
    };
  },
  describeOutput(value): OutputContent {
    const response = asRecord(value) ?? {};
    const text = asString(response.text);
    const calls = (asArray(response.tool_calls) ?? []).map(describeToolCall);
    if (text === undefined && calls.length === 0) return {};
    const parts: MessagePart[] = [...(text ? [{ type: 'text', content: text } as const] : []), ...calls];
    return { messages: [{ role: 'assistant', parts, finish_reason: describeReason(response) }] };
  },
  stream: {
    initial: () => ({ text: undefined, response: undefined, finishReason: undefined }),
    add(state, value) {
      const event = asRecord(value);
      if (event?.event_type === 'text-generation') state.text = (state.text ?? '') + (asString(event.text) ?? '');
      if (event?.event_type !== 'stream-end') return;
      state.response = asRecord(copyJson(event.response));
      state.finishReason = asString(event.finish_reason);
    },
    isComplete: (state) => state.finishReason !== undefined || state.response !== undefined,
    assemble: ({ text, response, finishReason }) => ({ text, finish_reason: finishReason, ...response }),
  } satisfies StreamAssembly<CohereState, unknown>,
} satisfies WireFormat;

/** Cohere says `COMPLETE` where the model asks for tools. */
function describeReason(response: JsonRecord): string | undefined {
  const reason = mapCohereReason(response.finish_reason);
  return reason === 'stop' && (asArray(response.tool_calls) ?? []).length > 0 ? 'tool_call' : reason;
}

function describeBilled(units: JsonRecord | undefined): Usage | undefined {
  const inputTokens = asNumber(units?.input_tokens);
  return inputTokens === undefined ? undefined : { inputTokens, outputTokens: asNumber(units?.output_tokens) };
}

const roles: Readonly<Record<string, string>> = { USER: 'user', CHATBOT: 'assistant', SYSTEM: 'system', TOOL: 'tool' };

function describeTurn(value: unknown): Message[] {
  const turn = asRecord(value);
  const role = asString(turn?.role) ?? 'USER';
  return describeText(Object.hasOwn(roles, role) ? (roles[role] ?? role) : role, turn?.message);
}

function describeText(role: string, text: unknown): Message[] {
  return typeof text === 'string' ? [{ role, parts: [{ type: 'text', content: text }] }] : [];
}

function describeToolCall(value: unknown): MessagePart {
  const call = asRecord(value);
  return { type: 'tool_call', name: asString(call?.name) ?? 'unknown', arguments: copyJson(call?.parameters) };
}

function describeToolResult(value: unknown): MessagePart {
  return { type: 'tool_call_response', response: copyJson(asRecord(value)?.outputs) ?? null };
}
