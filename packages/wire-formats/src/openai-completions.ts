/** `POST /completions`: text completion. */
import {
  asArray,
  asNumber,
  asRecord,
  asString,
  copyJson,
  type InputContent,
  type JsonRecord,
  type Message,
  type OutputContent,
  type RequestFacts,
  type RequestInput,
  type StreamAssembly,
} from '@genspan/core/adapter';
import { describeSampling } from './openai-chat-request';
import { describeChatResponse, mapFinishReason } from './openai-chat-response';
import { genericPart } from './openai-content';
import type { WireFormat } from './wire-format';

interface CompletionsStreamState {
  readonly fields: Record<string, string>;
  readonly choices: Map<number, { text: string; finishReason?: string }>;
  usage?: unknown;
  usageAnnounced: boolean;
  error?: unknown;
}

export const openaiCompletions = {
  name: 'text_completion',
  describeRequest: ({ body }: RequestInput): RequestFacts => describeSampling(asRecord(body) ?? {}),
  describeInput: describeCompletionsInput,
  describeResponse: describeChatResponse,
  describeOutput: describeCompletionsOutput,
  stream: {
    initial: () => ({ fields: {}, choices: new Map(), usageAnnounced: false }),
    add: addChunk,
    isComplete(state) {
      const choices = [...state.choices.values()];
      const isFinished = choices.length > 0 && choices.every((choice) => choice.finishReason !== undefined);
      return state.error !== undefined || (isFinished && (!state.usageAnnounced || state.usage !== undefined));
    },
    assemble(state) {
      const choices = [...state.choices].toSorted(([left], [right]) => left - right);
      return {
        ...state.fields,
        choices: choices.map(([index, { text, finishReason }]) => ({ index, text, finish_reason: finishReason ?? 'error' })),
        usage: state.usage,
        error: state.error,
      };
    },
  } satisfies StreamAssembly<CompletionsStreamState, unknown>,
} satisfies WireFormat;

/** A prompt is a text, several texts, or token ids, which say nothing without their tokenizer and are only counted. */
function describeCompletionsInput(body: unknown): InputContent {
  const prompt = asRecord(body)?.prompt;
  if (prompt === null || prompt === undefined) return {};
  const prompts = asArray(prompt);
  const isOneOfTokens = prompts?.every((item) => typeof item === 'number');
  return { messages: prompts && !isOneOfTokens ? prompts.map(describePrompt) : [describePrompt(prompt)] };
}

function describePrompt(prompt: unknown): Message {
  if (typeof prompt === 'string') return { role: 'user', parts: [{ type: 'text', content: prompt }] };
  const tokens = asArray(prompt);
  return { role: 'user', parts: [tokens ? { type: 'token_ids', token_count: tokens.length } : genericPart('unknown', prompt)] };
}

function describeCompletionsOutput(value: unknown): OutputContent {
  const choices = asArray(asRecord(value)?.choices) ?? [];
  return choices.length > 0 ? { messages: choices.map(describeChoice) } : {};
}

function describeChoice(value: unknown): Message {
  const choice = asRecord(value);
  const text = asString(choice?.text);
  return {
    role: 'assistant',
    parts: text ? [{ type: 'text', content: text }] : [],
    finish_reason: mapFinishReason(choice?.finish_reason),
  };
}

function addChunk(state: CompletionsStreamState, value: unknown): void {
  const chunk = asRecord(value);
  if (!chunk) return;
  for (const name of ['id', 'model', 'service_tier', 'system_fingerprint']) {
    const text = asString(chunk[name]);
    if (text) state.fields[name] = text;
  }
  if (chunk.usage === null) state.usageAnnounced = true;
  if (asRecord(chunk.usage)) state.usage = copyJson(chunk.usage);
  if (chunk.error !== null && chunk.error !== undefined) state.error = copyJson(chunk.error);
  for (const choice of asArray(chunk.choices) ?? []) addChoice(state, asRecord(choice) ?? {}, chunk);
}

function addChoice(state: CompletionsStreamState, choice: JsonRecord, chunk: JsonRecord): void {
  const index = asNumber(choice.index) ?? 0;
  const known = state.choices.get(index) ?? { text: '' };
  state.choices.set(index, known);
  // Together sends the text as `delta.content` too, and the reason beside the choices.
  known.text += asString(choice.text) ?? asString(asRecord(choice.delta)?.content) ?? '';
  const finishReason = asString(choice.finish_reason) ?? asString(chunk.finish_reason);
  if (finishReason !== undefined) known.finishReason = finishReason;
}
